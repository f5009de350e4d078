import { closeSync, fstatSync, mkdirSync, openSync, readSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { hostNames, logFiles, type Entry, type HostName } from "./scene.ts";

const newline = 0x0a;
const chunkBytes = 1024 * 1024;

/** Appends entries to the log files of all hosts and knows how many whole lines they hold. */
export class LogWriter {
  readonly #files = new Map<string, LogFile>();

  /** Makes what is missing under `directory`/HOST/var/log; what is there stays. */
  constructor(directory: string) {
    for (const host of hostNames) {
      for (const file of logFiles[host]) {
        this.#files.set(keyOf(host, file), new LogFile(join(directory, host, "var/log", file)));
      }
    }
  }

  /** Newline-terminated lines in all files. */
  get lines(): number {
    return [...this.#files.values()].reduce((sum, file) => sum + file.lines, 0);
  }

  get bytes(): number {
    return [...this.#files.values()].reduce((sum, file) => sum + file.bytes, 0);
  }

  /** Writes entries in the order given, those of one file in one piece. */
  append(entries: readonly Entry[]): void {
    const texts = new Map<string, string>();
    for (const { host, file, lines } of entries) {
      const key = keyOf(host, file);
      texts.set(key, `${texts.get(key) ?? ""}${lines.join("\n")}\n`);
    }
    for (const [key, text] of texts) this.#fileOf(key).append(Buffer.from(text, "utf8"));
  }

  /** Writes an entry but for its last bytes, as a program does whose buffer is full; returns what writes the rest. */
  appendHalf(entry: Entry): () => void {
    const bytes = Buffer.from(`${entry.lines.join("\n")}\n`, "utf8");
    const file = this.#fileOf(keyOf(entry.host, entry.file));
    const half = Math.ceil(bytes.length / 2);
    file.append(bytes.subarray(0, half));
    return () => file.append(bytes.subarray(half));
  }

  close(): void {
    for (const file of this.#files.values()) file.close();
  }

  #fileOf(key: string): LogFile {
    const file = this.#files.get(key);
    if (file === undefined) throw new Error(`no log file ${key}`);
    return file;
  }
}

function keyOf(host: HostName, file: string): string {
  return `${host}:${file}`;
}

class LogFile {
  lines = 0;
  bytes = 0;
  readonly #descriptor: number;

  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true });
    this.#descriptor = openSync(path, "a+", 0o640);
    const last = this.#count();
    // A half line that a killed process left must not run into the next one.
    if (last !== null && last !== newline) this.append(Buffer.from("\n"));
  }

  append(bytes: Buffer): void {
    for (let written = 0; written < bytes.length;) written += writeSync(this.#descriptor, bytes, written);
    this.bytes += bytes.length;
    this.lines += countNewlines(bytes);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** Counts what is in the file already; returns its last byte. */
  #count(): number | null {
    const chunk = Buffer.allocUnsafe(chunkBytes);
    const sizeBytes = fstatSync(this.#descriptor).size;
    let last: number | null = null;
    while (this.bytes < sizeBytes) {
      const count = readSync(this.#descriptor, chunk, 0, chunkBytes, this.bytes);
      if (count === 0) break;
      this.lines += countNewlines(chunk.subarray(0, count));
      this.bytes += count;
      last = chunk[count - 1] ?? null;
    }
    return last;
  }
}

function countNewlines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count += 1;
  return count;
}
