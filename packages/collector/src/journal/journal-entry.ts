import { createHash } from "node:crypto";
import { isCursor } from "./journal-error.ts";

/** One entry of a journal. */
export interface JournalEntry {
  readonly cursor: string;
  /** The units that it is of, or speaks of. */
  readonly units: readonly string[];
  /** The entry as a line of JSON, with the fields that an event is made of; its newline at the end. */
  readonly line: Uint8Array;
}

/** Fields that an event is made of, in the order of the line. */
const kept = [
  "__REALTIME_TIMESTAMP",
  "_HOSTNAME",
  "SYSLOG_IDENTIFIER",
  "_COMM",
  "_PID",
  "SYSLOG_PID",
  "PRIORITY",
  "_SYSTEMD_UNIT",
];
/** Longer ones are no names and numbers. */
const valueLengthMax = 512;
/** A line that is longer loses its end when it is decoded, and JSON without its end is no JSON. */
const lineBytesMax = 65_536;
/** Room for the other fields, where the message takes all that it may. */
const messageBytesMin = 1_024;

/** Reads what `journalctl -o json` prints for an entry; null for a line that is none. */
export function journalEntry(json: string): JournalEntry | null {
  const value = parsed(json);
  const cursor = value?.["__CURSOR"];
  if (
    value === null ||
    typeof cursor !== "string" ||
    !isCursor(cursor) ||
    typeof value["__REALTIME_TIMESTAMP"] !== "string"
  )
    return null;
  const fields: Record<string, string> = {};
  for (const key of kept) {
    const text = textOf(value[key]);
    if (text !== null && text.length <= valueLengthMax) fields[key] = text;
  }
  const units = ["_SYSTEMD_UNIT", "UNIT"].flatMap((key) => textOf(value[key]) ?? []);
  return { cursor, units, line: lineOf(fields, textOf(value["MESSAGE"]) ?? "") };
}

/** The line, with as much of the message as it can hold; of the rest length and SHA-256 stand in it. */
function lineOf(fields: Readonly<Record<string, string>>, message: string): Uint8Array {
  const whole = Buffer.from(`${JSON.stringify({ ...fields, MESSAGE: message })}\n`);
  if (whole.length <= lineBytesMax) return whole;
  const bytes = Buffer.from(message);
  // What JSON has to escape takes up to six times its length.
  for (let length = lineBytesMax - 2 * messageBytesMin; ; length = Math.trunc(length / 2)) {
    const head = bytes
      .subarray(0, length)
      .toString("utf8")
      .replace(/\u{fffd}$/u, "");
    const rest = bytes.subarray(Buffer.byteLength(head));
    const cut = {
      cut_bytes: String(rest.length),
      cut_sha256: createHash("sha256").update(rest).digest("hex"),
    };
    const line = Buffer.from(`${JSON.stringify({ ...fields, ...cut, MESSAGE: head })}\n`);
    if (line.length <= lineBytesMax || length <= messageBytesMin) return line;
  }
}

/** Text, or text that is no valid UTF-8 as the bytes that it has; several values as lines. */
function textOf(value: unknown): string | null {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || value.length === 0) return null;
  if (value.every((item) => Number.isInteger(item))) return Buffer.from(value).toString("utf8");
  return value.map((item) => textOf(item) ?? "").join("\n");
}

function parsed(json: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null; // Words that journalctl prints between entries, or a damaged one.
  }
}
