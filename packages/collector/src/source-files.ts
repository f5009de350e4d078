import { CollectError } from "./collect-error.ts";
import { gzipHandle } from "./gzip-handle.ts";
import { compareNewestFirst, uncompressedName } from "./rotated-name.ts";
import type { DirectoryEntry, FileHandle, Transport } from "./transport.ts";

/** So many files beside a source are looked into for its earlier content. */
const rotatedMax = 200;

/** A source's file and those beside it, each opened once. */
export class SourceFiles {
  readonly #transport: Transport;
  readonly #path: string;
  readonly #directory: string;
  readonly #handles = new Map<string, FileHandle>();

  constructor(transport: Transport, path: string) {
    this.#transport = transport;
    this.#path = path;
    this.#directory = path.slice(0, path.lastIndexOf("/"));
  }

  async close(): Promise<void> {
    // A handle of a connection that is gone cannot be closed and need not be.
    await Promise.allSettled([...this.#handles.values()].map((handle) => handle.close()));
  }

  /** The files beside the source that `isWanted` by name, newest first; of a file and its compressed form only the file. */
  async rotated(isWanted: (name: string) => boolean): Promise<DirectoryEntry[]> {
    const entries = await this.#transport.entries(this.#directory || "/");
    const rotated = entries.filter((entry) => entry.kind === "file" && isWanted(entry.name));
    const plain = new Set(rotated.map((entry) => entry.name));
    return rotated
      .filter(
        (entry) => entry.name === uncompressedName(entry.name) || !plain.has(uncompressedName(entry.name)),
      )
      .toSorted((a, b) => (b.modifiedAtMs ?? 0) - (a.modifiedAtMs ?? 0) || compareNewestFirst(a.name, b.name))
      .slice(0, rotatedMax);
  }

  pathOf(entry: DirectoryEntry): string {
    return `${this.#directory}/${entry.name}`;
  }

  async open(path: string, offsetBytes = 0): Promise<FileHandle> {
    const opened = this.#handles.get(path);
    if (opened !== undefined) return opened;
    const raw = await this.#transport.open(path, path.endsWith(".gz") ? 0 : offsetBytes);
    const handle = path.endsWith(".gz") ? gzipHandle(raw, path) : raw;
    this.#handles.set(path, handle);
    return handle;
  }

  async openIfThere(path: string, offsetBytes = 0): Promise<FileHandle | null> {
    try {
      return await this.open(path, offsetBytes);
    } catch (error) {
      if (error instanceof CollectError && error.code === "FILE_NOT_FOUND") return null;
      throw error;
    }
  }

  /** The error that opening the source itself gives, for a source that is nowhere. */
  async missing(): Promise<unknown> {
    return this.#transport.open(this.#path).then(
      () => new CollectError("FILE_NOT_FOUND", `${this.#path} was not there a moment ago`, "Collect again."),
      (error: unknown) => error,
    );
  }
}
