export interface RunningNeo4j {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  /** of the Java process */
  readonly pid: number;
  /** When the Java process is gone, asked for or not. */
  readonly exited: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** SIGTERM, and SIGKILL when it is still there after 30 s. May be called twice. */
  stop(): Promise<void>;
}

export interface StartNeo4jOptions {
  /** store, configuration, logs and password file; made when it is not there */
  readonly dataDir: string;
  /** where the jars are kept; default DEEPSEC_CACHE_DIR or ~/.cache/deepsec */
  readonly cacheDir?: string | undefined;
  /** of Bolt on 127.0.0.1; default 7687 */
  readonly port?: number | undefined;
  readonly log?: ((message: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
  /** further options of the Java virtual machine */
  readonly jvmOptions?: string[] | undefined;
}

export function startNeo4j(options: StartNeo4jOptions): Promise<RunningNeo4j>;
export function defaultCacheDir(): string;
