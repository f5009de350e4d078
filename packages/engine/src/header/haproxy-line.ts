import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { BRACKET_CLOSE, SLASH, SPACE, skipDigits, skipWord } from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";

/**
 * HAProxy's HTTP and TCP logs: `client:port [accept date] frontend backend/server timers status bytes …`. The message is
 * what follows the date. The date is when the connection came; syslog's own, when there is one, says when it was logged.
 */
export function readHaproxyLine(text: string, reader: TimestampReader): Header | null {
  const end = skipWord(text, 0);
  if (text.charCodeAt(end + 1) !== 91 || end < 4) return null;
  const colon = text.lastIndexOf(":", end);
  if (colon < 2 || skipDigits(text, colon + 1) !== end || !reader.read(text, end + 2)) return null;
  if (text.charCodeAt(reader.end) !== BRACKET_CLOSE) return null;
  const timestamp = reader.iso;
  const client = text.slice(0, colon);
  const fields: Fields = { src: client.startsWith("::ffff:") ? client.slice(7) : client };
  let place = reader.end + 2;
  for (let word = 0; word < 3; word += 1) place = skipWord(text, place) + 1;
  const timers = text.lastIndexOf(" ", place - 2) + 1;
  const statusEnd = skipDigits(text, place);
  if (statusEnd - place === 3 && text.charCodeAt(statusEnd) === SPACE && hasSlash(text, timers, place))
    fields["http_status"] = text.slice(place, statusEnd);
  return wholeHeader(timestamp, null, text.slice(end + 1 + (reader.end - end)).trimStart(), fields);
}

function hasSlash(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i += 1) if (text.charCodeAt(i) === SLASH) return true;
  return false;
}
