/** What a file was when it was looked at, through the handle that reads it. */
export interface FileStat {
  readonly sizeBytes: number;
  /** Null where the transport cannot tell (SFTP version 3 has no inode). */
  readonly inode: string | null;
  /** Last change by the clock of the machine that holds the file, in ms since 1970; null where unknown. */
  readonly modifiedAtMs: number | null;
}

/** One open file. Looking and reading go through the same handle, so a rename in between changes nothing. */
export interface FileHandle {
  stat(): Promise<FileStat>;
  /** The bytes from `offsetBytes` on; fewer than `lengthBytes` only where the file ends. */
  read(offsetBytes: number, lengthBytes: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type EntryKind = "file" | "directory" | "link" | "other";

export interface DirectoryEntry {
  readonly name: string;
  readonly kind: EntryKind;
  readonly sizeBytes: number;
  readonly modifiedAtMs: number | null;
}

/** A way to the files of one machine. Nothing behind it writes. */
export interface Transport {
  /** False once the connection is gone: connect again instead of trying further files. */
  readonly isOpen: boolean;
  /**
   * Opens a regular file for reading.
   *
   * @throws CollectError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `NOT_A_FILE` (directory, FIFO, device, symbolic link),
   *   `BAD_PATH`, `CONNECTION_LOST`.
   */
  open(path: string): Promise<FileHandle>;
  /** The entries of a directory, sorted by name. */
  entries(directory: string): Promise<DirectoryEntry[]>;
  /** The regular files that a glob names (`*`, `?`, `[…]` in any segment), sorted; a path without wildcards is itself. */
  list(glob: string): Promise<string[]>;
  close(): Promise<void>;
}
