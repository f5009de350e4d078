import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { ApiError } from "../api-error.ts";

const THREADS = "2";
const MEMORY = "128MB";
/** What it freed goes back to the system, not into a stock of its own. */
const KEPT_FREE_MEMORY = "16MB";
const READERS = 2;

/**
 * DuckDB in memory, which reads and writes files below one folder and nothing else: no network, no extensions, no other path,
 * whatever a statement says. It works in threads of its own.
 */
export class Duck {
  readonly #instance: DuckDBInstance;
  /** For the cycle, for maintenance, and for readers: what one waits for never waits for another. */
  readonly writer: DuckDBConnection;
  readonly keeper: DuckDBConnection;
  readonly #readers: DuckDBConnection[];
  readonly #free: Promise<unknown>[];

  private constructor(instance: DuckDBInstance, connections: readonly DuckDBConnection[]) {
    const [writer, keeper, ...readers] = connections;
    if (writer === undefined || keeper === undefined) throw new RangeError("two connections at least");
    this.#instance = instance;
    this.writer = writer;
    this.keeper = keeper;
    this.#readers = readers;
    this.#free = readers.map(() => Promise.resolve());
  }

  /**
   * @param folder - Made already; a file in it is locked for as long as this is open, so that it has one writer.
   * @throws ApiError `ARCHIVE_LOCKED` when another process has it.
   */
  static async open(folder: string): Promise<Duck> {
    const instance = await DuckDBInstance.create(":memory:", {
      threads: THREADS,
      memory_limit: MEMORY,
      allocator_flush_threshold: KEPT_FREE_MEMORY,
      temp_directory: join(folder, "tmp"),
      autoinstall_known_extensions: "false",
      autoload_known_extensions: "false",
    });
    const writer = await instance.connect();
    try {
      await writer.run(`ATTACH ${quoted(join(folder, "writer.lock"))} AS writer_lock`);
    } catch (cause) {
      instance.closeSync();
      throw lockError(folder, cause);
    }
    await writer.run(`SET allowed_directories = [${quoted(`${folder}/`)}]`);
    await writer.run("SET enable_external_access = false");
    await writer.run("SET lock_configuration = true");
    const others = await Promise.all(Array.from({ length: READERS + 1 }, () => instance.connect()));
    return new Duck(instance, [writer, ...others]);
  }

  /** Runs `work` on a connection for readers, in turn. */
  async read<Result>(work: (connection: DuckDBConnection) => Promise<Result>): Promise<Result> {
    const index = this.#next();
    const connection = this.#readers[index];
    if (connection === undefined) throw new RangeError("no connection for readers");
    const turn = (this.#free[index] ?? Promise.resolve()).then(() => work(connection));
    this.#free[index] = Promise.allSettled([turn]);
    return turn;
  }

  close(): void {
    for (const connection of [this.writer, this.keeper, ...this.#readers]) connection.closeSync();
    this.#instance.closeSync();
  }

  #turn = 0;

  #next(): number {
    this.#turn = (this.#turn + 1) % this.#readers.length;
    return this.#turn;
  }
}

/** As an SQL literal. Only for paths, where a statement takes no parameter. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function lockError(folder: string, cause: unknown): ApiError {
  const reason = cause instanceof Error ? cause.message.split("\n")[0] : String(cause);
  return /lock/i.test(String(reason))
    ? new ApiError(
        "ARCHIVE_LOCKED",
        `another process writes to the archive in ${folder}: stop it, or give this one another folder (archive.folder in deepsec.yaml)`,
        { cause },
      )
    : new ApiError("ARCHIVE_UNWRITABLE", `the archive in ${folder} cannot be opened: ${reason}`, { cause });
}
