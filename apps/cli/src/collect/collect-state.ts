import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Checkpoint } from "@deepsec/collector";
import type { MinerState, ParseState } from "@deepsec/engine";
import { CliError } from "../cli-error.ts";

const VERSION = 1;
const FILE_NAME = "state.json";

/** How far a source is read, and what its parser remembers from there on. */
export interface SourceState {
  readonly checkpoint: Checkpoint;
  readonly parse: ParseState | null;
  /** Number of the first line after the checkpoint. */
  readonly nextLine: number;
}

/** What `collect` remembers between two calls. */
export interface CollectState {
  /** By absolute path. */
  readonly sources: ReadonlyMap<string, SourceState>;
  readonly miner: MinerState | null;
}

interface StoredState {
  readonly version: typeof VERSION;
  readonly sources: readonly (SourceState & { readonly path: string })[];
  readonly miner: MinerState | null;
}

function isStoredState(value: unknown): value is StoredState {
  return (
    typeof value === "object" &&
    value !== null &&
    "version" in value &&
    value.version === VERSION &&
    "sources" in value &&
    Array.isArray(value.sources) &&
    value.sources.every((source) => typeof source?.path === "string" && typeof source.checkpoint === "object")
  );
}

function unusable(path: string, what: string, cause?: unknown): CliError {
  return new CliError(
    "STATE_UNUSABLE",
    `${path}: ${what}`,
    "name another --state directory, or remove this one to be given every line again",
    { cause },
  );
}

/** @throws CliError `STATE_UNUSABLE` when the directory holds something that cannot be read as a state */
export async function loadState(directory: string): Promise<CollectState> {
  const path = join(directory, FILE_NAME);
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
      return { sources: new Map(), miner: null };
    throw unusable(path, "cannot be read", cause);
  }
  let stored: unknown;
  try {
    stored = JSON.parse(text);
  } catch (cause) {
    throw unusable(path, "is no JSON", cause);
  }
  if (!isStoredState(stored)) throw unusable(path, `is no state of version ${VERSION}`);
  return {
    sources: new Map(stored.sources.map(({ path: source, ...state }) => [source, state])),
    miner: stored.miner,
  };
}

/** Replaces the state as a whole: after a crash or a power cut the directory holds the old one or the new one. */
export async function saveState(directory: string, state: CollectState): Promise<void> {
  const stored: StoredState = {
    version: VERSION,
    sources: [...state.sources].map(([path, source]) => ({ path, ...source })),
    miner: state.miner,
  };
  const temporary = join(directory, `${FILE_NAME}.new`);
  const file = await open(temporary, "w", 0o600);
  try {
    await file.writeFile(JSON.stringify(stored));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(temporary, join(directory, FILE_NAME));
  const folder = await open(directory, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be signalled, but it runs.
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/**
 * Makes the directory if it is not there and holds it for this process: two at once would each give the same lines.
 *
 * @returns what lets it go
 * @throws CliError `STATE_BUSY` while another process holds it, `STATE_UNUSABLE` when it cannot be written
 */
export async function holdState(directory: string): Promise<() => Promise<void>> {
  const path = join(directory, "lock");
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (let attempt = 0; attempt < 2; attempt++) {
      try {
        const file = await open(path, "wx", 0o600);
        await file.writeFile(String(process.pid));
        await file.close();
        return () => rm(path, { force: true });
      } catch (error) {
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
        const pid = Number(await readFile(path, "utf8").catch(() => ""));
        if (pid > 0 && isRunning(pid))
          throw new CliError(
            "STATE_BUSY",
            `${directory}: process ${pid} is collecting with this state`,
            "wait until it has ended",
            { cause: error },
          );
        // Left by a process that was killed.
        await rm(path, { force: true });
      }
    }
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw unusable(
      directory,
      `cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      cause,
    );
  }
  throw new CliError("STATE_BUSY", `${directory}: another process is taking this state`, "try again");
}
