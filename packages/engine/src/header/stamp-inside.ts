import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { readAppTail } from "./app-line.ts";
import { BRACKET_CLOSE, BRACKET_OPEN, PAREN_OPEN, isDigit, isLetter, skipBlanks } from "./chars.ts";
import { timedHeader, type Header } from "./header.ts";
import { bracketEnd } from "./logger-name.ts";

/** How far into a line its date may stand, and how many brackets are looked into. */
const reachMax = 300;
const bracketsMax = 4;

/**
 * A date in brackets behind other columns: `owner bucket [03/Feb/2026:07:01:02 +0000] 192.0.2.9 …` of S3, `[pid: 7|app: 0] … [Tue
 * Feb  3 07:01:02 2026] GET …` of uWSGI. The date is taken out of the message. Null for other lines.
 */
export function readStampInside(text: string, reader: TimestampReader): Header | null {
  let open = text.indexOf(" [");
  for (let count = 0; open >= 0 && open < reachMax && count < bracketsMax; count += 1) {
    const code = text.charCodeAt(open + 2);
    if ((isDigit(code) || isLetter(code)) && reader.read(text, open + 2) && isWholeDate(text, reader)) {
      const message = text.slice(0, open) + text.slice(reader.end + 1);
      return timedHeader(reader.iso, message, {});
    }
    open = text.indexOf(" [", open + 2);
  }
  return null;
}

function isWholeDate(text: string, reader: TimestampReader): boolean {
  return text.charCodeAt(reader.end) === BRACKET_CLOSE && reader.iso !== null && !reader.isWithoutYear;
}

/** A group before the date: `[28325:00010-7] 03-02-2026 07:01:02  smtp: …`, `(000012)2/3/2026 7:01:02 - …`. */
export function readAfterGroup(text: string, reader: TimestampReader): Header | null {
  const isRound = text.charCodeAt(0) === PAREN_OPEN;
  const end = isRound
    ? text.indexOf(")") + 1
    : text.charCodeAt(0) === BRACKET_OPEN
      ? bracketEnd(text, 0)
      : -1;
  if (end <= 2 || end > reachMax) return null;
  const at = skipBlanks(text, end);
  if (!isDigit(text.charCodeAt(at)) || !reader.read(text, at)) return null;
  if (reader.iso === null || reader.isWithoutYear) return null;
  return readAppTail(text, reader.end, reader, false);
}
