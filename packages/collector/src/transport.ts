/** What a file was when it was looked at, through the handle that reads it. */
export interface FileStat {
  readonly sizeBytes: number;
  /** Null where the transport cannot tell (SFTP version 3 has no inode). */
  readonly inode: string | null;
  /** Last change by the clock of the machine that holds the file, in ms since 1970; null where unknown. */
  readonly modifiedAtMs: number | null;
}

/** How many bytes at the start of a file, and how many before an offset, tell one content from another. */
export const identityBytesMax = 1024;

/** What tells one content from another, as it was at one moment. */
export interface FileLook {
  readonly stat: FileStat;
  /** The first bytes, at most 1024. */
  readonly headBytes: Uint8Array;
  /** The bytes just before the offset that was asked for, at most 1024; fewer where the file ends before it. */
  readonly before: Uint8Array;
}

/** One open file. Looking and reading go through the same handle, so a rename in between changes nothing, or is told by `FileMoved`. */
export interface FileHandle {
  stat(): Promise<FileStat>;
  look(offsetBytes: number): Promise<FileLook>;
  /** The bytes from `offsetBytes` on; fewer than `lengthBytes` only where the file ends. */
  read(offsetBytes: number, lengthBytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** The name of an open file leads to another one now, and the transport can reach it by its name only: open it again. */
export class FileMoved extends Error {
  override readonly name = "FileMoved";
}

export type EntryKind = "file" | "directory" | "link" | "other";

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number | null;
}

/** Where to go on in a journal. */
export interface JournalRequest {
  /** Where its files are, when not in the system's usual place; null for that. */
  readonly directory: string | null;
  /** The entry to begin with, itself included; null for the entries of the last `sinceDays` days. */
  readonly cursor: string | null;
  readonly sinceDays: number;
  /** At most so many bytes of JSON. */
  readonly bytesMax: number;
  /** Leave out fields of more than 4 KiB: for an entry that is too long to hold. */
  readonly isCutShort: boolean;
}

export interface JournalAnswer {
  /** What `journalctl -o json` printed, cut off after `bytesMax`. */
  readonly json: Uint8Array;
  /** What it complained of; empty for nothing. */
  readonly complaint: string;
}

/** A way to the files of one machine. Nothing behind it writes. */
export interface Transport {
  readonly kind: "local" | "sftp" | "script";
  /** The host's name, or "this machine". */
  readonly where: string;
  /** Who reads. */
  readonly user: string;
  /** False once the connection is gone: connect again instead of trying further files. */
  readonly isOpen: boolean;
  /** The machine's clock less ours, in ms; null where it cannot be asked, and no file tells it yet. */
  readonly clockSkewMs: number | null;
  /** How many files are best read at a time. */
  readonly filesAtOnce: number;
  /**
   * Opens a regular file for reading.
   *
   * @param offsetBytes - Where reading will go on: where each request costs its way to the host, the first look comes with the answer.
   * @throws CollectError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `NOT_A_FILE` (directory, FIFO, device, symbolic link),
   *   `BAD_PATH`, `CONNECTION_LOST`.
   */
  open(path: string, offsetBytes?: number): Promise<FileHandle>;
  /**
   * What a path names now, links not followed. Left out where that costs as much as a read.
   *
   * @throws CollectError as `open`
   */
  stat?(path: string): Promise<FileStat>;
  /** The entries of a directory, sorted by name. */
  entries(directory: string): Promise<DirectoryEntry[]>;
  /** The regular files that a glob names (`*`, `?`, `[…]` in any segment), sorted; a path without wildcards is itself. */
  list(glob: string): Promise<string[]>;
  /** @throws CollectError `JOURNAL_UNAVAILABLE`, `CONNECTION_LOST` */
  journal(request: JournalRequest): Promise<JournalAnswer>;
  close(): Promise<void>;
}
