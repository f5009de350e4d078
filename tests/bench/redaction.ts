import { existsSync, readFileSync } from "node:fs";
import { createHmac } from "node:crypto";
import { decodeLines, type Line, parseEvents, redactLines } from "@deepsec/engine";

const USAGE = "usage: npm run bench -- redaction FILE [ROUNDS]";
const CHUNK_BYTES = 1 << 20;

/** What redaction adds to the reading of a log: processor time of decoding and parsing, with it and without, round by round in one run. */
export async function bench(args: readonly string[]): Promise<void> {
  const [file, rounds = "7"] = args;
  if (file === undefined || !existsSync(file)) throw new Error(USAGE);
  const chunks = chunksOf(readFileSync(file));
  const options = { now: new Date().toISOString(), timeZone: "UTC", isFinal: true };
  const plain: number[] = [];
  const added: number[] = [];
  let lines = 0;
  let redactions = 0;
  // The first round measures the compiler.
  for (let round = 0; round <= Number(rounds); round++) {
    lines = 0;
    redactions = 0;
    let parseSeconds = 0;
    let redactSeconds = 0;
    for (const chunk of chunks) {
      let decoded: readonly Line[] = [];
      parseSeconds += cpuSeconds(() => {
        decoded = decodeLines(chunk);
      });
      redactSeconds += cpuSeconds(() => {
        const redacted = redactLines(decoded, chunk, hash);
        decoded = redacted.lines;
        redactions += redacted.redactions.length;
      });
      parseSeconds += cpuSeconds(() => parseEvents(decoded, options));
      lines += decoded.length;
    }
    if (round === 0) continue;
    plain.push(parseSeconds);
    added.push(redactSeconds);
  }
  const ratio = median(added.map((seconds, i) => seconds / (plain[i] ?? 1)));
  console.log(`${lines.toLocaleString("en")} lines, ${redactions.toLocaleString("en")} secrets`);
  console.log(`decode and parse  ${((median(plain) / lines) * 1e9).toFixed(0)} ns a line`);
  console.log(`redact            ${((median(added) / lines) * 1e9).toFixed(0)} ns a line`);
  console.log(`redaction adds    ${(100 * ratio).toFixed(1)} %`);
}

function hash(value: string): string {
  return createHmac("sha256", "key of this benchmark").update(value).digest("hex");
}

function chunksOf(bytes: Buffer): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length;) {
    const cut = bytes.indexOf(10, Math.min(bytes.length, from + CHUNK_BYTES));
    const to = cut < 0 ? bytes.length : cut + 1;
    chunks.push(bytes.subarray(from, to));
    from = to;
  }
  return chunks;
}

function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
