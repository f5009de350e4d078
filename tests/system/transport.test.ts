import { execFileSync } from "node:child_process";
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { connectSsh, readSource, type Checkpoint, type SourceRead, type Transport } from "@deepsec/collector";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failure, targetOf } from "../support/collecting.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";

// The same promises for every way to the files of a host.
describe.each(["sftp", "script"] as const)("over %s", (kind) => {
  let sshd: Sshd;
  const open: Transport[] = [];

  beforeEach(async () => {
    sshd = await startSshd({ files: { "app.log": "" }, runsCommands: kind === "script" });
  });

  afterEach(async () => {
    await Promise.all(open.splice(0).map((transport) => transport.close()));
    await sshd.stop();
  });

  function pathOf(name = "app.log"): string {
    return join(sshd.logDirectory, name);
  }

  async function connected(): Promise<Transport> {
    const transport = await connectSsh(targetOf(sshd, { transport: kind }));
    expect(transport.kind).toBe(kind);
    open.push(transport);
    return transport;
  }

  /** Reads to the end of what is there now. */
  async function readOn(transport: Transport, from: Checkpoint | null, bytesMax = 64 * 1024) {
    const pieces: Uint8Array[] = [];
    const reads: SourceRead[] = [];
    let checkpoint = from;
    for (;;) {
      const read = await readSource(transport, pathOf(), checkpoint, { bytesMax });
      checkpoint = read.checkpoint;
      if (read.bytes.length === 0) return { bytes: Buffer.concat(pieces), checkpoint, reads };
      pieces.push(read.bytes);
      reads.push(read);
    }
  }

  test("a file that grows by pieces cut anywhere, characters included, is read byte for byte and by whole lines", async () => {
    const chance = chanceOf(11);
    const text = Buffer.from(lines(3_000));
    const transport = await connected();
    const pieces: Uint8Array[] = [];
    let checkpoint: Checkpoint | null = null;
    for (let written = 0; written < text.length;) {
      const end = Math.min(text.length, written + 1 + Math.trunc(chance() ** 3 * 30_000));
      appendFileSync(pathOf(), text.subarray(written, end));
      written = end;
      const read = await readSource(transport, pathOf(), checkpoint, {
        bytesMax: 1 + Math.trunc(chance() * 8_000),
      });
      expect(read.bytes.length === 0 || read.bytes.at(-1) === 0x0a).toBe(true);
      checkpoint = read.checkpoint;
      pieces.push(read.bytes);
    }
    const rest = await readOn(transport, checkpoint);
    expect(Buffer.concat([...pieces, rest.bytes]).equals(text)).toBe(true);
  });

  test("a partial last line waits until it is whole", async () => {
    const transport = await connected();
    writeFileSync(pathOf(), "one\ntw");
    const first = await readOn(transport, null);
    expect(first.bytes.toString()).toBe("one\n");
    appendFileSync(pathOf(), "o\nthree\n");
    expect((await readOn(transport, first.checkpoint)).bytes.toString()).toBe("two\nthree\n");
  });

  test("a line of 5 MiB comes whole and the lines around it too", async () => {
    const text = `before\n${"é".repeat(2.5 * 1024 * 1024)}\nafter\n`;
    writeFileSync(pathOf(), text);
    const { bytes } = await readOn(await connected(), null);
    expect(bytes.equals(Buffer.from(text))).toBe(true);
  });

  test("rename rotation gives every line once", async () => {
    const transport = await connected();
    writeFileSync(pathOf(), lines(100));
    const first = await readOn(transport, null);
    appendFileSync(pathOf(), lines(10, 100));
    renameSync(pathOf(), pathOf("app.log.1"));
    writeFileSync(pathOf(), lines(20, 110));
    const second = await readOn(transport, first.checkpoint);
    expect(second.bytes.toString()).toBe(lines(10, 100) + lines(20, 110));
    expect(second.reads.map((read) => [read.generationChanged, read.isGenerationEnd, read.gap])).toEqual([
      [false, true, null],
      [true, false, null],
    ]);
  });

  test("copytruncate gives every line once, also when the file has grown past the old place since", async () => {
    const transport = await connected();
    writeFileSync(pathOf(), lines(100));
    const first = await readOn(transport, null);
    appendFileSync(pathOf(), lines(10, 100));
    copyFileSync(pathOf(), pathOf("app.log.1"));
    truncateSync(pathOf());
    appendFileSync(pathOf(), lines(400, 110));
    const second = await readOn(transport, first.checkpoint);
    expect(second.bytes.toString()).toBe(lines(10, 100) + lines(400, 110));
  });

  test("connections that drop in the middle of reading lose nothing and double nothing", async () => {
    const text = lines(60_000);
    writeFileSync(pathOf(), text);
    const pieces: Uint8Array[] = [];
    let checkpoint: Checkpoint | null = null;
    const failures: unknown[] = [];
    let transport = await connected();
    for (let round = 0; ; round += 1) {
      if (!transport.isOpen) transport = await connected();
      const reading = readSource(transport, pathOf(), checkpoint, { bytesMax: 500_000 });
      // Each time at another moment of the read: while it looks at the file, reads it, or makes sure of it.
      const dropping = round < 8 ? sleep(round * 2).then(() => sshd.dropSessions()) : Promise.resolve();
      const [outcome] = await Promise.allSettled([reading, dropping]);
      if (outcome.status === "rejected") {
        failures.push(outcome.reason);
        continue;
      }
      if (outcome.value.bytes.length === 0) break;
      pieces.push(outcome.value.bytes);
      checkpoint = outcome.value.checkpoint;
    }
    expect(failures.length).toBeGreaterThan(0);
    for (const error of failures) expect(error).toMatchObject({ code: "CONNECTION_LOST" });
    expect(Buffer.concat(pieces).equals(Buffer.from(text))).toBe(true);
  });

  test("what cannot be read says why and what to type, and the other files can be read", async () => {
    writeFileSync(pathOf("secret.log"), "secret\n");
    chmodSync(pathOf("secret.log"), 0);
    symlinkSync(pathOf("secret.log"), pathOf("link.log"));
    execFileSync("mkfifo", [pathOf("fifo.log")]);
    writeFileSync(pathOf(), "fine\n");
    const transport = await connected();
    const read = (path: string) => readSource(transport, path, null, { bytesMax: 1_000 });
    const secret = await failure(read(pathOf("secret.log")));
    expect(secret.code).toBe("FILE_UNREADABLE");
    expect(secret.fix).toContain(`sudo usermod -aG adm ${sshd.user}`);
    expect(await failure(read(pathOf("link.log")))).toMatchObject({
      code: "NOT_A_FILE",
      fix: expect.stringContaining(pathOf("secret.log")),
    });
    expect((await failure(read(pathOf("fifo.log")))).code).toBe("NOT_A_FILE");
    expect((await failure(read(sshd.logDirectory))).code).toBe("NOT_A_FILE");
    expect((await failure(read(pathOf("none.log")))).code).toBe("FILE_NOT_FOUND");
    expect(Buffer.from((await read(pathOf())).bytes).toString()).toBe("fine\n");
  });

  test("a glob lists the regular files, without rotated ones", async () => {
    for (const name of ["b.log", "a.log", "a.log.1", "a.log-20260214.gz"]) writeFileSync(pathOf(name), "x\n");
    const transport = await connected();
    expect(await transport.list(join(sshd.logDirectory, "?.log*"))).toEqual([
      pathOf("a.log"),
      pathOf("b.log"),
    ]);
  });
});

function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Lines with characters of one to four bytes. */
function lines(count: number, from = 0): string {
  return Array.from(
    { length: count },
    (_, index) => `Füße ${from + index} 漢字 😀 ${"x".repeat((index * 7) % 90)}\n`,
  ).join("");
}
