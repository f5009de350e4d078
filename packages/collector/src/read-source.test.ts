import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { checkpointAt, type Checkpoint } from "./checkpoint.ts";
import { lookByReads } from "./file-look.ts";
import { lineBytesMax } from "./generation.ts";
import { localTransport } from "./local-transport.ts";
import { readSource } from "./read-source.ts";
import type { ReadOptions, SourceRead } from "./source-read.ts";
import type { Transport } from "./transport.ts";

let folder = "";
let path = "";

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "deepsec-read-")));
  path = join(folder, "app.log");
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The files of this machine as SFTP shows them: no inode, whole seconds. */
function withoutInodes(): Transport {
  const local = localTransport();
  return {
    ...local,
    async open(name) {
      const handle = await local.open(name);
      const read = { ...handle, stat: async () => ({ ...(await handle.stat()), inode: null }) };
      return { ...read, look: (offsetBytes) => lookByReads(read, offsetBytes) };
    },
    async entries(directory) {
      const entries = await local.entries(directory);
      return entries.map((entry) => ({
        ...entry,
        modifiedAtMs: Math.trunc((entry.modifiedAtMs ?? 0) / 1_000) * 1_000,
      }));
    },
  };
}

const transports = [
  ["with inodes", localTransport()],
  ["without inodes, as over SFTP", withoutInodes()],
] as const;

/** A reader that keeps its checkpoint and all bytes it was given. */
class Reader {
  readonly reads: SourceRead[] = [];
  checkpoint: Checkpoint | null = null;
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async read(options: Partial<ReadOptions> = {}): Promise<SourceRead> {
    const read = await readSource(this.#transport, path, this.checkpoint, { bytesMax: 4096, ...options });
    this.reads.push(read);
    this.checkpoint = read.checkpoint;
    return read;
  }

  async readAll(options: Partial<ReadOptions> = {}): Promise<string> {
    let text = "";
    for (;;) {
      const read = await this.read(options);
      if (read.bytes.length === 0) return text;
      text += Buffer.from(read.bytes).toString();
    }
  }

  get gaps(): number {
    return this.reads.filter((read) => read.gap !== null).length;
  }
}

/** Writes a whole file, and dates it as of `second`. */
function writeAt(name: string, content: string | Uint8Array, second: number): void {
  writeFileSync(name, content);
  utimesSync(name, second, second);
}

/** `count` lines that no other call made, of about 40 bytes. */
let made = 0;
function lines(count: number): string {
  let text = "";
  for (let left = count; left > 0; left -= 1) {
    made += 1;
    text += `2026-02-14T10:00:00Z line number ${made}\n`;
  }
  return text;
}

describe.each(transports)("%s", (_name, transport) => {
  test("a partial last line waits, and no line comes twice", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, "one\ntw");
    expect(await reader.readAll()).toBe("one\n");
    expect(reader.reads[0]).toMatchObject({
      generationChanged: true,
      offsetBytes: 0,
      sizeBytes: 6,
      lagBytes: 2,
    });
    appendFileSync(path, "o");
    expect(await reader.readAll()).toBe("");
    appendFileSync(path, "\nthree\n");
    expect(await reader.readAll()).toBe("two\nthree\n");
    expect(reader.reads.at(-1)).toMatchObject({ generationChanged: false, lagBytes: 0 });
  });

  test("a partial last line is taken when it is asked for", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, "one\ntw");
    const read = await reader.read({ takePartial: true });
    expect(Buffer.from(read.bytes).toString()).toBe("one\ntw");
    expect(read.endsPartial).toBe(true);
    appendFileSync(path, "o\n");
    expect(await reader.readAll()).toBe("o\n");
  });

  test("an empty file gives nothing, and its first line comes later", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, "");
    expect(await reader.readAll()).toBe("");
    appendFileSync(path, "one\n");
    expect(await reader.readAll()).toBe("one\n");
  });

  test("pieces are no longer than asked for, and together they are the file", async () => {
    const reader = new Reader(transport);
    const text = lines(500);
    writeFileSync(path, text);
    expect(await reader.readAll({ bytesMax: 1_000 })).toBe(text);
    expect(Math.max(...reader.reads.map((read) => read.bytes.length))).toBeLessThanOrEqual(1_000);
    let offset = 0;
    for (const read of reader.reads) {
      expect(read.offsetBytes).toBe(offset);
      offset += read.bytes.length;
    }
  });

  test("a line longer than a piece comes whole", async () => {
    const reader = new Reader(transport);
    const text = `short\n${"x".repeat(300_000)}\nafter\n`;
    writeFileSync(path, text);
    expect(await reader.readAll({ bytesMax: 1_000 })).toBe(text);
  });

  test("a line longer than can be held comes in pieces and does not stop the file", async () => {
    const reader = new Reader(transport);
    const text = `${"é".repeat(lineBytesMax / 2 + 10)}\nafter\n`;
    writeFileSync(path, text);
    expect((await reader.readAll({ bytesMax: 1 << 20 })) === text).toBe(true);
    expect(reader.reads[0]?.endsPartial).toBe(true);
  });

  test("a checkpoint inside a read goes on from there", async () => {
    const text = lines(100);
    writeFileSync(path, text);
    for (const at of [0, 40, 1_024, 1_500, 3_000]) {
      const end = text.lastIndexOf("\n", at) + 1;
      const first = await readSource(transport, path, null, { bytesMax: 8_192 });
      const next = await readSource(transport, path, checkpointAt(first, end), { bytesMax: 8_192 });
      expect(Buffer.from(next.bytes).toString()).toBe(text.slice(end));
      const later = checkpointAt(next, next.offsetBytes + next.bytes.length);
      expect(later).toEqual(checkpointAt(first, text.length));
    }
  });

  test("UTF-16 is cut at its own newlines", async () => {
    const reader = new Reader(transport);
    const bytes = Buffer.from("\uFEFFone \u010A\u0A00 x\ntwo\nthr", "utf16le");
    writeFileSync(path, bytes);
    const read = await reader.read();
    expect(read.encoding).toBe("utf-16le");
    expect(Buffer.from(read.bytes).toString("utf16le")).toBe("\uFEFFone \u010A\u0A00 x\ntwo\n");
  });

  test("a renamed file is read to its end, then the new one from its start", async () => {
    const reader = new Reader(transport);
    const [first, last, next] = [lines(50), lines(5), lines(7)];
    writeFileSync(path, first);
    await reader.readAll();
    appendFileSync(path, last);
    renameSync(path, `${path}.1`);
    writeFileSync(path, next);
    const read = await reader.read();
    expect(Buffer.from(read.bytes).toString()).toBe(last);
    expect(read).toMatchObject({ readPath: `${path}.1`, generationChanged: false, isGenerationEnd: true });
    expect(read.lagBytes).toBe(next.length);
    expect(await reader.readAll()).toBe(next);
    expect(reader.reads.at(-2)).toMatchObject({ generationChanged: true, offsetBytes: 0, gap: null });
  });

  test("a renamed file is followed as long as its successor is missing or empty", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, lines(30));
    await reader.readAll();
    renameSync(path, `${path}.1`);
    const late = lines(2);
    appendFileSync(`${path}.1`, late);
    expect(await reader.readAll()).toBe(late);
    writeFileSync(path, "");
    const later = lines(2);
    appendFileSync(`${path}.1`, later);
    expect(await reader.readAll()).toBe(later);
    expect(reader.reads.every((read) => !read.isGenerationEnd)).toBe(true);
    const next = lines(1);
    appendFileSync(path, next);
    expect(await reader.readAll()).toBe(next);
  });

  test("after a truncated copy the copy is read to its end, then the file from its start, even when it has grown past the old place", async () => {
    for (const count of [1, 400]) {
      const reader = new Reader(transport);
      writeFileSync(path, lines(60));
      await reader.readAll();
      const last = lines(3);
      appendFileSync(path, last);
      copyFileSync(path, `${path}.1`);
      truncateSync(path, 0);
      const next = lines(count);
      appendFileSync(path, next);
      expect(await reader.readAll()).toBe(last + next);
      expect(reader.gaps).toBe(0);
    }
  });

  test("a copy made before our last read has nothing new", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, lines(60));
    copyFileSync(path, `${path}.1`);
    appendFileSync(path, lines(4));
    await reader.readAll();
    truncateSync(path, 0);
    const next = lines(2);
    appendFileSync(path, next);
    expect(await reader.readAll()).toBe(next);
    expect(reader.gaps).toBe(0);
  });

  test("several rotations while nobody read are read in their order, compressed ones too", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, lines(40));
    await reader.readAll();
    const parts = [lines(5), lines(6), lines(7), lines(8)];
    appendFileSync(path, parts[0] ?? "");
    writeFileSync(`${path}.3.gz`, gzipSync(readFileSync(path)));
    writeFileSync(`${path}.2.gz`, gzipSync(parts[1] ?? ""));
    writeFileSync(`${path}.1`, parts[2] ?? "");
    unlinkSync(path);
    writeFileSync(path, parts[3] ?? "");
    expect(await reader.readAll()).toBe(parts.join(""));
    expect(reader.reads.filter((read) => read.generationChanged)).toHaveLength(4);
  });

  test("dated names are found as well", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, lines(40));
    await reader.readAll();
    const parts = [lines(5), lines(6), lines(7)];
    appendFileSync(path, parts[0] ?? "");
    renameSync(path, `${path}-20260213`);
    writeFileSync(`${path}-20260214`, parts[1] ?? "");
    writeFileSync(path, parts[2] ?? "");
    expect(await reader.readAll()).toBe(parts.join(""));
  });

  test("the same first kilobyte in every file tells nobody apart from another", async () => {
    const banner = `${"#".repeat(1_500)}\n`;
    const reader = new Reader(transport);
    const first = lines(20);
    writeFileSync(path, banner + first);
    expect(await reader.readAll()).toBe(banner + first);
    renameSync(path, `${path}.1`);
    const next = lines(300);
    writeFileSync(path, banner + next);
    expect(await reader.readAll()).toBe(banner + next);
    expect(reader.gaps).toBe(0);
  });

  test("an archive whose writer is still at work is waited for", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, lines(40));
    await reader.readAll();
    const last = lines(500);
    appendFileSync(path, last);
    const archive = gzipSync(readFileSync(path));
    unlinkSync(path);
    const next = lines(3);
    writeFileSync(path, next);
    writeFileSync(`${path}.1.gz`, archive.subarray(0, 400));
    expect(await reader.readAll()).toBe("");
    expect(reader.gaps).toBe(0);
    writeFileSync(`${path}.1.gz`, archive);
    expect(await reader.readAll()).toBe(last + next);
  });

  test("content that is nowhere any more is a gap with its place, told once, and the file goes on", async () => {
    const reader = new Reader(transport);
    const lost = lines(40);
    writeFileSync(path, lost);
    await reader.readAll();
    const next = lines(2);
    writeFileSync(path, next);
    const read = await reader.read();
    expect(Buffer.from(read.bytes).toString()).toBe(next);
    // Without inodes nothing tells a file that was emptied from another one.
    const hasInodes = reader.checkpoint?.inode !== null;
    expect(read.gap).toEqual({ kind: hasInodes ? "SHRANK" : "GONE", path, offsetBytes: lost.length });
    appendFileSync(path, lines(1));
    await reader.readAll();
    expect(reader.gaps).toBe(1);
    const { offsetBytes } = reader.checkpoint ?? { offsetBytes: 0 };
    writeFileSync(path, lines(50));
    expect((await reader.read()).gap).toEqual({ kind: hasInodes ? "TRUNCATED" : "GONE", path, offsetBytes });
    const shorter = readFileSync(path).subarray(0, 1_200);
    writeFileSync(path, Buffer.concat([shorter, Buffer.from("\n")]));
    await reader.readAll();
    expect(reader.reads.flatMap(({ gap }) => gap?.kind ?? []).at(-1)).toBe("SHRANK");
  });

  test("after a gap, what rotation left since then is read from its oldest on, and nothing older", async () => {
    const reader = new Reader(transport);
    const [old, lost, second, third, last] = [lines(3), lines(3), lines(3), lines(3), lines(3)];
    writeAt(`${path}.1`, old, 10);
    writeAt(path, lost, 20);
    expect(await reader.readAll()).toBe(lost);
    renameSync(`${path}.1`, `${path}.4`);
    unlinkSync(path);
    writeAt(`${path}.2.gz`, gzipSync(second), 30);
    writeAt(`${path}.1`, third, 40);
    writeAt(path, last, 50);
    expect(await reader.readAll()).toBe(second + third + last);
    expect(reader.reads.flatMap(({ gap }) => gap ?? [])).toMatchObject([{ path, offsetBytes: lost.length }]);
  });

  test("a copy of a file that is not cut yet is left alone", async () => {
    const reader = new Reader(transport);
    const [first, second, third] = [lines(2), lines(2), lines(2)];
    writeAt(path, first, 10);
    expect(await reader.readAll()).toBe(first);
    writeAt(path, first + second, 20);
    writeAt(`${path}.1`, first + second, 20);
    expect(await reader.readAll()).toBe(second);
    writeAt(path, third, 30);
    expect(await reader.readAll()).toBe(third);
    expect(reader.gaps).toBe(0);
  });

  test("contents that all begin with the same bytes are read each once, however little was read of them", async () => {
    const reader = new Reader(transport);
    const banner = `${"=".repeat(1023)}\n`;
    const [first, second, third] = [lines(2), lines(1), lines(2)];
    writeAt(path, banner, 10);
    expect(await reader.readAll()).toBe(banner);
    // More is written to it before it is rotated, twice; the one in between has the banner alone.
    writeAt(path, banner + first, 20);
    renameSync(path, `${path}.2`);
    writeAt(`${path}.1`, banner, 30);
    writeAt(path, banner, 40);
    expect(await reader.readAll()).toBe(first + banner + banner);
    writeAt(path, banner + second, 50);
    expect(await reader.readAll()).toBe(second);
    renameSync(`${path}.2`, `${path}.3`);
    renameSync(`${path}.1`, `${path}.2`);
    renameSync(path, `${path}.1`);
    writeAt(path, banner + third, 60);
    expect(await reader.readAll()).toBe(banner + third);
    expect(reader.gaps).toBe(0);
  });

  test("a rotated file that cannot be unpacked is a gap with its name, not lines of bytes", async () => {
    const reader = new Reader(transport);
    const [first, last, next] = [lines(40), lines(5), lines(3)];
    writeFileSync(path, first);
    await reader.readAll();
    writeFileSync(`${path}.2`, first + last);
    writeFileSync(`${path}.1.xz`, "\u00fd7zXZ\u0000 packed");
    unlinkSync(path);
    writeFileSync(path, next);
    expect(await reader.readAll()).toBe(last + next);
    expect(reader.reads.flatMap(({ gap }) => gap ?? [])).toEqual([
      { kind: "PACKED", path: `${path}.1.xz`, offsetBytes: 0 },
    ]);
  });

  test("the last line of an ended file comes without its newline", async () => {
    const reader = new Reader(transport);
    writeFileSync(path, lines(30));
    await reader.readAll();
    appendFileSync(path, "torn he");
    copyFileSync(path, `${path}.1`);
    truncateSync(path, 0);
    appendFileSync(path, "re\n");
    const read = await reader.read();
    expect(Buffer.from(read.bytes).toString()).toBe("torn he");
    expect(read).toMatchObject({ endsPartial: true, isGenerationEnd: true });
    expect(await reader.readAll()).toBe("re\n");
  });

  test("a first read takes the history with it only when asked", async () => {
    const [old, now] = [lines(3), lines(2)];
    writeFileSync(`${path}.1`, old);
    writeFileSync(path, now);
    expect(await new Reader(transport).readAll()).toBe(now);
    expect(await new Reader(transport).readAll({ includeRotated: true })).toBe(old + now);
  });

  test("a source that was never there is an error, one that is rotated away is not", async () => {
    const reader = new Reader(transport);
    await expect(reader.read()).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
    writeFileSync(path, lines(30));
    await reader.readAll();
    unlinkSync(path);
    await expect(reader.read()).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
  });

  test.each([1, 2, 3, 4, 5, 6])(
    "whatever order writing, rotating and reading come in, every byte is read once and in order (%i)",
    async (seed) => {
      const chance = chanceOf(seed);
      const log = new RotatedLog(path);
      const reader = new Reader(transport);
      let read = "";
      log.append(lines(40));
      read += await reader.readAll();
      for (let step = 0; step < 60; step += 1) {
        const act = chance();
        if (act < 0.35) log.append(lines(1 + Math.trunc(chance() * 30)));
        else if (act < 0.45) log.append(`half ${step} `);
        else if (act < 0.57) log.rename(chance() < 0.5);
        else if (act < 0.67) log.copyTruncate();
        else if (act < 0.75) log.reopen();
        else read += await reader.readAll({ bytesMax: 200 + Math.trunc(chance() * 3_000) });
      }
      log.reopen();
      log.append(`\n${lines(1)}`);
      read += await reader.readAll();
      expect(read).toBe(log.written);
      expect(reader.gaps).toBe(0);
    },
  );
});

/** Fractions from a seed (a linear congruence: enough to choose by). */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A log as logrotate and its writer treat it; `written` is all that was ever written, in order. */
class RotatedLog {
  written = "";
  /** Where the writer's open file is now. */
  #writerPath: string;
  readonly #path: string;

  constructor(logPath: string) {
    this.#path = logPath;
    this.#writerPath = logPath;
  }

  append(text: string): void {
    appendFileSync(this.#writerPath, text);
    this.written += text;
  }

  /** create, with the writer still in the old file until it reopens; the second oldest is compressed. */
  rename(isCreated: boolean): void {
    if (!this.#isFilled()) return;
    this.reopen();
    this.#shift();
    renameSync(this.#path, `${this.#path}.1`);
    if (isCreated) writeFileSync(this.#path, "");
    this.#writerPath = `${this.#path}.1`;
  }

  copyTruncate(): void {
    this.reopen();
    if (!this.#isFilled()) return;
    this.#shift();
    copyFileSync(this.#path, `${this.#path}.1`);
    truncateSync(this.#path, 0);
  }

  reopen(): void {
    this.#writerPath = this.#path;
    if (!existsSync(this.#path)) writeFileSync(this.#path, "");
  }

  #isFilled(): boolean {
    return existsSync(this.#path) && readFileSync(this.#path).length > 0;
  }

  #shift(): void {
    for (let number = 40; number >= 1; number -= 1) {
      const [plain, packed] = [`${this.#path}.${number}`, `${this.#path}.${number}.gz`];
      const next = `${this.#path}.${number + 1}.gz`;
      if (existsSync(packed)) renameSync(packed, next);
      else if (existsSync(plain)) {
        writeFileSync(next, gzipSync(readFileSync(plain)));
        unlinkSync(plain);
      }
    }
  }
}
