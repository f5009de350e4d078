import type { Level } from "../event.ts";
import { levelOfPriority } from "../levels/syslog-priority.ts";
import { levelOfWord } from "../levels/level-word.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { withoutAnsi } from "./ansi.ts";
import { structuredHeader, wholeHeader, type Fields, type Header } from "./header.ts";
import { flatten, type FlatValue } from "./json-flatten.ts";
import { isTimeKey, LEVEL_KEYS, mayBeTimeKey, MESSAGE_KEYS } from "./known-keys.ts";

/**
 * Headers of a line that is one JSON object: one, or one for each element of `Records` (CloudTrail). The message is the text of its
 * message key; where it has none, `key=value` of the other members in their order, so that lines group by their keys.
 * Null when the text is no JSON object.
 */
export function readJsonLine(text: string, reader: TimestampReader): Header[] | null {
  const value = parseObject(text);
  if (value === null) return null;
  const records = value["Records"];
  if (Array.isArray(records) && records.length > 0 && Object.keys(value).length === 1) {
    const headers = records.filter(isObject).map((record) => headerOf(record, "", reader));
    if (headers.length > 0) return headers;
  }
  return [headerOf(value, text, reader)];
}

/** The object that a text is, or null. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  if (!text.trimEnd().endsWith("}")) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null; // Most lines that begin with a brace are JSON; the others are text and are read as such.
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function headerOf(value: Readonly<Record<string, unknown>>, text: string, reader: TimestampReader): Header {
  if ("__REALTIME_TIMESTAMP" in value) return journalHeader(value, reader);
  let timestamp: string | null = null;
  let likelyTime: string | null = null;
  let level: Level | null = null;
  const isGelf = "short_message" in value;
  let message: string | null = null;
  const fields: Fields = {};
  const rest: string[] = [];
  for (const [path, leaf] of flatten(value)) {
    const key = path.endsWith(".$date") ? path.slice(0, -6) : path;
    if (timestamp === null && isTimeKey(key) && readTime(exactNumber(text, path, leaf), reader))
      timestamp = reader.iso;
    else if (level === null && LEVEL_KEYS.has(key.toLowerCase()) && levelOfValue(leaf, isGelf) !== null)
      level = levelOfValue(leaf, isGelf);
    else if (
      message === null &&
      typeof leaf === "string" &&
      leaf !== "" &&
      MESSAGE_KEYS.has(key.toLowerCase())
    )
      message = withoutAnsi(leaf);
    else {
      if (likelyTime === null && mayBeTimeKey(key) && readTime(exactNumber(text, path, leaf), reader))
        likelyTime = reader.iso;
      fields[path] = String(leaf);
      rest.push(`${path}=${typeof leaf === "string" ? JSON.stringify(leaf) : String(leaf)}`);
    }
  }
  const time = timestamp ?? instantOf(value["instant"], reader) ?? likelyTime;
  return structuredHeader(time, level, message ?? rest.join(" "), fields);
}

/** journald's export as JSON: times in microseconds, syslog's priorities, a message that may be bytes, null (too long) or several. */
function journalHeader(value: Readonly<Record<string, unknown>>, reader: TimestampReader): Header {
  const fields: Fields = {};
  for (const [path, leaf] of flatten(value))
    if (!path.startsWith("MESSAGE") && !path.startsWith("__")) fields[path] = String(leaf);
  return journalEntry(fields, messageOf(value["MESSAGE"]), String(value["__REALTIME_TIMESTAMP"]), reader);
}

/** An entry of the journal by its fields. */
export function journalEntry(source: Fields, message: string, time: string, reader: TimestampReader): Header {
  const fields: Fields = {};
  const program = source["SYSLOG_IDENTIFIER"] ?? source["_COMM"];
  const pid = source["_PID"] ?? source["SYSLOG_PID"];
  if (source["_HOSTNAME"] !== undefined) fields["host"] = source["_HOSTNAME"];
  if (program !== undefined) fields["program"] = program;
  if (pid !== undefined) fields["pid"] = pid;
  if (source["_SYSTEMD_UNIT"] !== undefined) fields["unit"] = source["_SYSTEMD_UNIT"];
  if (source["cut_bytes"] !== undefined) fields["is_cut"] = "true";
  const priority = source["PRIORITY"];
  const timestamp = reader.readWhole(time) ? reader.iso : null;
  return wholeHeader(
    timestamp,
    priority === undefined ? null : levelOfPriority(Number(priority)),
    message,
    fields,
  );
}

function messageOf(value: unknown): string {
  if (value === null || value === undefined)
    return "(message not exported: too long or binary, export with --all)";
  if (typeof value === "string") return withoutAnsi(value);
  if (!Array.isArray(value)) return JSON.stringify(value);
  if (value.every((item) => typeof item === "number"))
    return withoutAnsi(new TextDecoder().decode(Uint8Array.from(value)).trimEnd());
  return value
    .map((item) => (Array.isArray(item) || item === null ? messageOf(item) : String(item)))
    .join("\n");
}

function readTime(value: string, reader: TimestampReader): boolean {
  return reader.readWhole(value.trim());
}

/** Numbers past 2⁵³ lose digits in JSON.parse; nanoseconds are taken from the text. */
function exactNumber(text: string, path: string, leaf: FlatValue): string {
  if (typeof leaf !== "number" || leaf < Number.MAX_SAFE_INTEGER) return String(leaf);
  const at = text.indexOf(`"${path}"`);
  const digits = /^\s*:\s*(\d{16,19})(?!\d)/.exec(text.slice(at + path.length + 2, at + path.length + 40));
  return at < 0 || digits === null ? String(leaf) : (digits[1] ?? String(leaf));
}

/** Log4j's `"instant":{"epochSecond":…,"nanoOfSecond":…}`. */
function instantOf(value: unknown, reader: TimestampReader): string | null {
  if (!isObject(value)) return null;
  const { epochSecond, nanoOfSecond } = value;
  if (typeof epochSecond !== "number" || typeof nanoOfSecond !== "number") return null;
  return reader.clock.isoOfEpoch(epochSecond, String(nanoOfSecond).padStart(9, "0"));
}

/** Words; the numbers of bunyan and pino (10 to 60); syslog's severities (0 to 7) in GELF. */
function levelOfValue(value: FlatValue, isGelf: boolean): Level | null {
  if (typeof value === "string") return ONE_LETTER.get(value) ?? levelOfWord(value.trim());
  if (typeof value !== "number") return null;
  if (isGelf && value < 8) return levelOfPriority(value);
  if (value >= 10 && value <= 60 && value % 10 === 0) return NUMBERED[value / 10 - 1] ?? null;
  return null;
}

const NUMBERED: readonly Level[] = ["trace", "debug", "info", "warn", "error", "fatal"];
const ONE_LETTER: ReadonlyMap<string, Level> = new Map([
  ["D", "debug"],
  ["D1", "debug"],
  ["D2", "debug"],
  ["I", "info"],
  ["W", "warn"],
  ["E", "error"],
  ["F", "fatal"],
]);
