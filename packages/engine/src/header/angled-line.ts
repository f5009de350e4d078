import { levelAt } from "../levels/level-at.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { GREATER, LESS, skipBlanks } from "./chars.ts";
import { afterTime } from "./after-time.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";
import { LEVEL_OF_LETTER } from "./letter-level-line.ts";

/** Names of WebLogic's columns between level and message; a line has them all, or the first and the message's id. */
const COLUMNS = [
  "program",
  "host",
  "server",
  "thread",
  "user",
  "transaction",
  "context",
  "epoch",
  "message_id",
];
const columnLengthMax = 300;

/**
 * Headers in angle brackets: WebLogic's `####<time> <level> <subsystem> <machine> … <message>`, and Murmur's `<W>time text`.
 * Null for other lines.
 */
export function readAngledLine(text: string, reader: TimestampReader): Header | null {
  const open = text.startsWith("####") ? 4 : 0;
  if (text.charCodeAt(open) !== LESS) return null;
  if (open === 0 && text.charCodeAt(2) === GREATER) return readLettered(text, reader);
  if (!reader.read(text, open + 1) || text.charCodeAt(reader.end) !== GREATER) return null;
  const timestamp = reader.iso;
  const found = levelAt(text, skipBlanks(text, reader.end + 1));
  if (found?.isBracketed !== true) return null;
  const columns: string[] = [];
  let place = skipBlanks(text, found.end);
  for (
    let end = columnEnd(text, place);
    end > 0 && columns.length < COLUMNS.length;
    end = columnEnd(text, place)
  ) {
    columns.push(text.slice(place + 1, end - 1));
    place = skipBlanks(text, end);
  }
  // What stands in the last brackets is the message.
  if (place === text.length) columns.pop();
  const fields: Fields = {};
  for (const [index, value] of columns.entries()) {
    const name = columns.length < COLUMNS.length && index > 0 ? "message_id" : COLUMNS[index];
    if (name !== undefined && value !== "") fields[name] = value;
  }
  const messageAt = place === text.length ? text.lastIndexOf(" <") + 1 : place;
  return wholeHeader(timestamp, found.level, text.slice(messageAt).replace(/^<|>\s*$/g, ""), fields);
}

/** Index after the column that opens at `at`, brackets inside it counted; -1 when there is none. */
function columnEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== LESS) return -1;
  let depth = 0;
  const last = Math.min(text.length, at + columnLengthMax);
  for (let end = at; end < last; end += 1) {
    const code = text.charCodeAt(end);
    if (code === LESS) depth += 1;
    else if (code === GREATER) {
      depth -= 1;
      if (depth === 0) return end + 1;
    }
  }
  return -1;
}

function readLettered(text: string, reader: TimestampReader): Header | null {
  const level = LEVEL_OF_LETTER.get(text.charAt(1)) ?? null;
  if (level === null || !reader.read(text, 3)) return null;
  const header = afterTime(text, reader.end, reader, false);
  return { ...header, level: header.level ?? level, isWhole: true };
}
