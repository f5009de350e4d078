import { crc32 } from "node:zlib";

/** So many lines of a stream say one hour, so that a count by hour tells where a line is lost or counted twice. */
export const LINES_PER_HOUR = 1000;

const FIRST_MS = Date.UTC(2026, 0, 1);
const HOUR_MS = 3_600_000;
const STEPS = ["order packed", "payment taken", "cart emptied", "mail queued", "invoice stored"];
const LEVELS = ["INFO", "INFO", "WARN", "INFO", "ERROR"];
const SHAPE = /\bhost=([\w.-]+) seq=(\d+) crc=([\da-f]{8})$/;

/** Line `seq` (from 0) of a stream: a log line as shops write them, with host, number and checksum at its end. No newline. */
export function makeLine(host: string, seq: number): string {
  const time = new Date(FIRST_MS + Math.floor((seq * HOUR_MS) / LINES_PER_HOUR)).toISOString();
  const kind = seq % STEPS.length;
  return `${time} ${LEVELS[kind]} shop - ${STEPS[kind]} host=${host} seq=${seq} crc=${checksum(host, seq)}`;
}

/** The number of a whole line of `host`, or null: torn, or another's. */
export function seqOf(line: string, host: string): number | null {
  const [, name, digits, crc] = SHAPE.exec(line) ?? [];
  const seq = Number(digits);
  return name === host && crc === checksum(host, seq) ? seq : null;
}

/** The hour that line `seq` says, ISO 8601. */
export function hourOf(seq: number): string {
  return new Date(FIRST_MS + Math.floor(seq / LINES_PER_HOUR) * HOUR_MS).toISOString();
}

function checksum(host: string, seq: number): string {
  return crc32(`${host} ${seq}`).toString(16).padStart(8, "0");
}
