import { levelOfWord } from "../levels/level-word.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { EQUALS } from "./chars.ts";
import { structuredHeader, type Fields, type Header } from "./header.ts";
import { keyEndAt, readPairs } from "./key-value.ts";
import { isTimeKey, LEVEL_KEYS, MESSAGE_KEYS } from "./known-keys.ts";

/**
 * logfmt: `time=… level=info msg="text" key=value …`. The message is the text of `msg`; where there is none, the pairs without time
 * and level, in their order. A line counts as logfmt when its first word is a pair and one of the pairs is a time, a level or a message.
 */
export function readLogfmt(text: string, reader: TimestampReader): Header | null {
  const keyEnd = keyEndAt(text, 0);
  if (keyEnd === 0 || text.charCodeAt(keyEnd) !== EQUALS) return null;
  const pairs = readPairs(text);
  let timestamp: string | null = null;
  let level = null;
  let message: string | null = null;
  let isKnown = false;
  const fields: Fields = {};
  const rest: string[] = [];
  for (const [key, value, keyAt, end] of pairs) {
    if (timestamp === null && isTimeKey(key) && reader.readWhole(value) && reader.iso !== null) {
      timestamp = reader.iso;
      isKnown = true;
    } else if (level === null && LEVEL_KEYS.has(key.toLowerCase()) && levelOfWord(value) !== null) {
      level = levelOfWord(value);
      isKnown = true;
    } else if (message === null && MESSAGE_KEYS.has(key.toLowerCase())) {
      message = value;
      isKnown = true;
    } else {
      if (!(key in fields)) fields[key] = value;
      rest.push(text.slice(keyAt, end));
    }
  }
  if (timestamp === null) {
    timestamp = timeOfTwo(fields, reader);
    isKnown ||= timestamp !== null;
  }
  if (!isKnown || pairs.length < 2) return null;
  return structuredHeader(
    timestamp,
    level,
    message === null || message === "" ? rest.join(" ") : message,
    fields,
  );
}

/** `date=2026-02-03 time=07:01:02` of firewalls, their zone in `tz` or `timezone`. */
function timeOfTwo(fields: Fields, reader: TimestampReader): string | null {
  const { date, time, tz = fields["timezone"] } = fields;
  if (date === undefined || time === undefined) return null;
  if (tz !== undefined && reader.readWhole(`${date} ${time} ${tz}`)) return reader.iso;
  return reader.readWhole(`${date} ${time}`) ? reader.iso : null;
}
