import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { BRACKET_CLOSE, QUOTE, skipDigits, skipWord } from "./chars.ts";
import type { Header } from "./header.ts";

/**
 * Combined and common log format of Apache and nginx: `client ident user [day/Mon/year:time zone] "request" status bytes …`.
 * The message is the request and what follows it. Null for other lines.
 */
export function readAccessLine(text: string, reader: TimestampReader): Header | null {
  const clientEnd = skipWord(text, 0);
  const bracket = text.indexOf(" [", clientEnd);
  if (bracket < 0 || bracket > clientEnd + 80) return null;
  if (!reader.read(text, bracket + 2) || text.charCodeAt(reader.end) !== BRACKET_CLOSE) return null;
  const requestAt = reader.end + 2;
  if (text.charCodeAt(requestAt) !== QUOTE) return null;
  const timestamp = reader.iso;
  const src = text.slice(0, clientEnd);
  const identEnd = skipWord(text, clientEnd + 1);
  const user = identEnd < bracket ? text.slice(identEnd + 1, bracket) : "-";
  const requestEnd = quoteEnd(text, requestAt + 1);
  const statusAt = requestEnd + 2;
  const statusEnd = skipDigits(text, statusAt);
  const fields: Record<string, string> = { src };
  if (user !== "-" && user !== "") fields["user"] = user;
  if (statusEnd - statusAt === 3) fields["http_status"] = text.slice(statusAt, statusEnd);
  return { timestamp, level: null, message: text.slice(requestAt), fields, isHeaded: true };
}

/** Index of the quote that closes a string begun before `at`; a backslash keeps the next character. */
export function quoteEnd(text: string, at: number): number {
  for (let end = at; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 92) end += 1;
    else if (code === QUOTE) return end;
  }
  return text.length;
}
