import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { BRACKET_CLOSE, MINUS, QUOTE, SPACE, skipDigits, skipWord } from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";

/** Longest run of client, identity and user. */
const whoLengthMax = 300;

/**
 * Common and combined log format of Apache, nginx and their kin: `client ident user [day/Mon/year:time zone] "request" status …`,
 * a virtual host before the client allowed. The message is the request and what follows it. Null for other lines.
 */
export function readAccessLine(text: string, reader: TimestampReader): Header | null {
  const bracket = text.indexOf(" [");
  if (bracket < 3 || bracket > whoLengthMax) return null;
  const firstEnd = skipWord(text, 0);
  if (firstEnd === bracket) return null;
  if (!reader.read(text, bracket + 2) || text.charCodeAt(reader.end) !== BRACKET_CLOSE) return null;
  const requestAt = reader.end + 2;
  if (text.charCodeAt(requestAt) !== QUOTE) return null;
  const timestamp = reader.iso;
  const fields: Fields = {};
  // `host client ident user`: four words where three are usual, and a dash does not stand second.
  const secondEnd = skipWord(text, firstEnd + 1);
  const hasHost =
    text.charCodeAt(firstEnd + 1) !== MINUS &&
    secondEnd < bracket &&
    text.charCodeAt(secondEnd + 1) === MINUS &&
    isAddress(text, firstEnd + 1, secondEnd);
  const clientAt = hasHost ? firstEnd + 1 : 0;
  const clientEnd = hasHost ? secondEnd : firstEnd;
  if (hasHost) fields["host"] = text.slice(0, firstEnd);
  const client = text.slice(clientAt, clientEnd);
  if (client !== "-") fields["src"] = client;
  const identEnd = skipWord(text, clientEnd + 1);
  const user = identEnd < bracket ? text.slice(identEnd + 1, bracket) : "-";
  if (user !== "-" && user !== "") fields["user"] = user;
  readRequest(text, requestAt, fields);
  return wholeHeader(timestamp, null, text.slice(requestAt), fields);
}

/** Reads `"METHOD path HTTP/x" status` at `at` into the fields; the index after the closing quote. */
function readRequest(text: string, at: number, fields: Fields): number {
  const end = quoteEnd(text, at + 1);
  const statusAt = text.charCodeAt(end + 1) === SPACE ? end + 2 : end + 1;
  const statusEnd = skipDigits(text, statusAt);
  if (statusEnd - statusAt === 3) fields["http_status"] = text.slice(statusAt, statusEnd);
  return Math.min(end + 1, text.length);
}

/** Index of the quote that closes a string begun before `at`; a backslash keeps the next character. */
function quoteEnd(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charCodeAt(end) !== QUOTE) end += text.charCodeAt(end) === 92 ? 2 : 1;
  return Math.min(end, text.length);
}

function isAddress(text: string, at: number, end: number): boolean {
  for (let i = at; i < end; i += 1) {
    const code = text.charCodeAt(i);
    if (!(
      code === 46 ||
      code === 58 ||
      (code >= 48 && code <= 57) ||
      ((code | 32) >= 97 && (code | 32) <= 102)
    ))
      return false;
  }
  return end > at;
}
