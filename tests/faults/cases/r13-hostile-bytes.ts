import { appendFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { faultCase } from "../case.ts";
import { type Figures, judge } from "../kit/judge.ts";

const MIB = 1024 * 1024;

/** Name, bytes, and how many lines they are, told by the one who made them: null where it may be cut into pieces. */
type Hostile = readonly [name: string, bytes: Buffer, lines: number | null];

function text(value: string): Buffer {
  return Buffer.from(value, "utf8");
}

const HOSTILE: readonly Hostile[] = [
  ["long", text(`${"x".repeat(MIB - 1)}\nnext\n`), 2],
  ["longer", text(`${"y".repeat(10 * MIB)}\nnext\n`), null],
  ["longest", text(`${"z".repeat(40 * MIB)}\nnext\n`), null],
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
  title:
    "lines of 1, 10 and 40 MiB, NULs, invalid UTF-8, UTF-16, CRLF, ESC, U+202E, blank lines; random bytes",
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
    for (const [name] of files) await appendFile(join(sshd.logDirectory, `${name}.log`), lastLine(name));
    writer.write(100);
    await system.catchUp();
    const counts = await system.truth([writer]);
    const failures: string[] = [];
    for (const [name, bytes, lines] of files) {
      const source = counts.sources.get(`web1:${join(sshd.logDirectory, `${name}.log`)}`);
      if (source?.phase !== "ok") failures.push(`${name}: ${source?.phase}`);
      const size = bytes.length + lastLine(name).length;
      if (source?.offsetBytes !== size) failures.push(`${name}: ${source?.offsetBytes} of ${size} bytes`);
      if (lines !== null && source?.lines !== lines + 1)
        failures.push(`${name}: ${source?.lines} lines, not ${lines + 1}`);
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

function lastLine(name: string): Buffer {
  const line = "a line of the old kind\n";
  if (!name.startsWith("utf16")) return text(line);
  const bytes = Buffer.from(line, "utf16le");
  return name === "utf16be" ? bytes.swap16() : bytes;
}

function bytesOf(files: readonly Hostile[]): number {
  return files.reduce((sum, [, bytes]) => sum + bytes.length, 0);
}
