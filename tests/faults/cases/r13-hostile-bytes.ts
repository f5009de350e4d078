import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faultCase } from "../case.ts";
import { type Figures, judge } from "../kit/judge.ts";

const MIB = 1024 * 1024;
const PIECE_BYTES = 16 * MIB;

/** Name, bytes, and how many lines they are: told by the one who made them, not by the product. */
type Hostile = readonly [name: string, bytes: Buffer, lines: number];

function text(value: string): Buffer {
  return Buffer.from(value, "utf8");
}

const HOSTILE: readonly Hostile[] = [
  ["long", text(`${"x".repeat(10 * MIB)}\nnext\n`), 2],
  // Longer than what is held at once: it comes in two pieces.
  ["longer", text(`${"y".repeat(PIECE_BYTES + 1000)}\nnext\n`), 3],
  ["nul", Buffer.concat([Buffer.alloc(5000), text("after a hole\na\0b\n"), Buffer.alloc(10), text("\n")]), 3],
  [
    "invalid",
    Buffer.concat([
      Buffer.from([0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x0a]),
      text("ok\n"),
      Buffer.from([0xf8, 0x0a]),
    ]),
    3,
  ],
  ["utf16le", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("one Ċ\ntwo\nthree\n", "utf16le")]), 3],
  ["utf16be", Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from("one Ċ\ntwo\n", "utf16le").swap16()]), 2],
  ["crlf", text("one\r\ntwo\r\n\r\nthree\rstill three\r\n"), 4],
  ["escape", text("\x1b[31mred\x1b[0m\x1b]0;title\x07\n\x9b2Jc1\n"), 2],
  ["bidi", text("user \u202Egnp.exe\u202C logged in\n\u2028one line\u2029\u0085\n"), 2],
  ["blank", text("\n".repeat(50_000)), 50_000],
];

/** Bytes that no logger should write. Each is its own file, and one honest file must not notice them. */
export const hostileBytes = faultCase({
  id: "R13",
  title: "10 MiB and 16 MiB lines, NULs, invalid UTF-8, UTF-16, CRLF, ESC, U+202E, blank lines; random bytes",
  ci: { fuzzFiles: 3, fuzzBytes: 20_000 },
  night: { fuzzFiles: 300, fuzzBytes: 50_000 },
  async run(stand, { fuzzFiles, fuzzBytes }) {
    const sshd = await stand.sshd();
    const fuzz = Array.from({ length: fuzzFiles }, (_, i): Hostile => {
      const bytes = Buffer.from(Array.from({ length: fuzzBytes }, () => Math.floor(stand.random() * 256)));
      // A byte order mark by chance would make another file of it.
      bytes[0] = 0x41;
      const ended = Buffer.concat([bytes, text("\n")]);
      return [`fuzz${i}`, ended, ended.filter((byte) => byte === 0x0a).length];
    });
    const files = [...HOSTILE, ...fuzz];
    for (const [name, bytes] of files) await writeFile(join(sshd.logDirectory, `${name}.log`), bytes);
    const writer = stand.writer("honest", join(sshd.logDirectory, "honest.log"), { linesPerSecond: 0 });
    writer.write(100);
    const system = await stand.system({
      hosts: [
        { name: "web1", sshd, files: files.map(([name]) => `${name}.log`) },
        { name: "honest", sshd, files: ["honest.log"] },
      ],
    });
    await system.start();
    await system.catchUp();
    // They are read on after it, too.
    for (const [name] of files) {
      const line = name.startsWith("utf16")
        ? utf16("a line of the old kind\n", name)
        : text("a line of the old kind\n");
      await appendFile(join(sshd.logDirectory, `${name}.log`), line);
    }
    writer.write(100);
    await system.catchUp();
    const counts = await system.counts();
    const failures: string[] = [];
    for (const [name, , lines] of files) {
      const source = counts.sources.get(`web1:${join(sshd.logDirectory, `${name}.log`)}`);
      if (source?.phase !== "ok") failures.push(`${name}: ${source?.phase}`);
      if (source?.lines !== lines + 1) failures.push(`${name}: ${source?.lines} lines, not ${lines + 1}`);
    }
    const figures: Figures = judge(
      counts,
      [writer],
      { files: files.length, bytes: bytesOf(files) },
      failures,
    );
    return figures;
  },
});

function utf16(value: string, name: string): Buffer {
  const bytes = Buffer.from(value, "utf16le");
  return name === "utf16be" ? bytes.swap16() : bytes;
}

function bytesOf(files: readonly Hostile[]): number {
  return files.reduce((sum, [, bytes]) => sum + bytes.length, 0);
}
