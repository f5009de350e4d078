import type { Level } from "../event.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { BRACKET_CLOSE, BRACKET_OPEN, EQUALS, QUOTE, SPACE, skipBlanks, skipWord } from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";

const BACKSLASH = 92;
const NIL = "-";

/**
 * `VERSION TIMESTAMP HOSTNAME APP-NAME PROCID MSGID STRUCTURED-DATA MSG` (RFC 5424 section 6) after the priority.
 * Parameters of structured data become fields `sd.ID.NAME`.
 * @param at - index of the version.
 */
export function readRfc5424(
  text: string,
  at: number,
  level: Level | null,
  reader: TimestampReader,
): Header | null {
  const words: string[] = [];
  let place = at + 2;
  for (let word = 0; word < 5; word += 1) {
    const end = skipWord(text, place);
    if (end === place) return null;
    words.push(text.slice(place, end));
    place = skipBlanks(text, end);
  }
  const [time = NIL, host = NIL, app = NIL, pid = NIL, msgid = NIL] = words;
  // RFC 3339 only: other numbers in this place are another format's.
  const hasTime = time.charCodeAt(10) === 84 && reader.read(time, 0) && reader.end === time.length;
  if (time !== NIL && !hasTime) return null;
  const fields: Fields = {};
  if (host !== NIL) fields["host"] = host;
  if (app !== NIL) {
    fields["app"] = app;
    fields["program"] = app;
  }
  if (pid !== NIL) fields["pid"] = pid;
  if (msgid !== NIL) fields["msgid"] = msgid;
  const timestamp = hasTime ? reader.iso : null;
  let messageAt = place;
  if (text.charCodeAt(place) === 45) messageAt = place + 1;
  else if (text.charCodeAt(place) === BRACKET_OPEN) messageAt = readStructuredData(text, place, fields);
  const start = skipBlanks(text, messageAt);
  return wholeHeader(
    timestamp,
    level,
    text.slice(text.charCodeAt(start) === 0xfeff ? start + 1 : start),
    fields,
  );
}

/** Reads `[id name="value" …][…]`; the index after it. Where it breaks the grammar, what is left is message. */
function readStructuredData(text: string, at: number, fields: Fields): number {
  let place = at;
  while (text.charCodeAt(place) === BRACKET_OPEN) {
    const end = readElement(text, place + 1, fields);
    if (end < 0) return place;
    place = end;
  }
  return place;
}

function readElement(text: string, at: number, fields: Fields): number {
  let place = at;
  while (place < text.length && text.charCodeAt(place) !== SPACE && text.charCodeAt(place) !== BRACKET_CLOSE)
    place += 1;
  const id = text.slice(at, place);
  for (;;) {
    place = skipBlanks(text, place);
    if (text.charCodeAt(place) === BRACKET_CLOSE) return place + 1;
    const nameAt = place;
    while (
      place < text.length &&
      text.charCodeAt(place) !== EQUALS &&
      text.charCodeAt(place) !== BRACKET_CLOSE
    )
      place += 1;
    const quote = skipBlanks(text, place + 1);
    if (text.charCodeAt(place) !== EQUALS || text.charCodeAt(quote) !== QUOTE) return -1;
    const end = valueEnd(text, quote + 1);
    if (end >= text.length) return -1;
    fields[`sd.${id}.${text.slice(nameAt, place).trim()}`] = unescape(text.slice(quote + 1, end));
    place = end + 1;
  }
}

function valueEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) !== QUOTE)
    end += text.charCodeAt(end) === BACKSLASH ? 2 : 1;
  return end;
}

/** Only `\"`, `\\` and `\]` are escapes (section 6.3.3). */
function unescape(value: string): string {
  return value.includes("\\") ? value.replace(/\\(["\\\]])/g, "$1") : value;
}
