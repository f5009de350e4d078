import { COLON, COMMA, DOT, SPACE, ZERO, isDigit, isLetter, skipDigits } from "../header/chars.ts";
import type { TimestampReader } from "./timestamp-reader.ts";

/** Longest fraction of a second that is a fraction: nanoseconds. */
const fractionLengthMax = 9;

/**
 * Reads `h:mm[:ss]` at `at` with its fraction (`.`, `,`, or `:` before three digits), `AM` or `PM` into the reader's registers.
 * @param separator - what stands between the numbers: a colon, in some formats a dot.
 * @returns the index after it, or -1.
 */
export function readTimeOfDay(reader: TimestampReader, text: string, at: number, separator = COLON): number {
  const hourEnd = numberEnd(text, at);
  if (hourEnd < 0 || text.charCodeAt(hourEnd) !== separator) return -1;
  const minuteEnd = numberEnd(text, hourEnd + 1);
  if (minuteEnd < 0) return -1;
  reader.hour = numberAt(text, at, hourEnd);
  reader.minute = numberAt(text, hourEnd + 1, minuteEnd);
  reader.second = 0;
  reader.fraction = "";
  let end = minuteEnd;
  if (text.charCodeAt(minuteEnd) === separator) {
    const secondEnd = numberEnd(text, minuteEnd + 1);
    if (secondEnd < 0) return -1;
    reader.second = numberAt(text, minuteEnd + 1, secondEnd);
    end = readFraction(reader, text, secondEnd);
  } else if (minuteEnd - hourEnd !== 3 || isDigit(text.charCodeAt(minuteEnd))) return -1;
  return readHalfOfDay(reader, text, end);
}

function readFraction(reader: TimestampReader, text: string, at: number): number {
  const mark = text.charCodeAt(at);
  if (mark !== DOT && mark !== COMMA && mark !== COLON) return at;
  const end = skipDigits(text, at + 1);
  const length = end - at - 1;
  if (length === 0 || length > fractionLengthMax) return at;
  if (mark === COLON) {
    // `22:15:29:606`: milliseconds, written without their leading zeros.
    if (length > 3) return at;
    reader.fraction = text.slice(at + 1, end).padStart(3, "0");
  } else reader.fraction = text.slice(at + 1, end);
  return end;
}

function readHalfOfDay(reader: TimestampReader, text: string, at: number): number {
  const start = text.charCodeAt(at) === SPACE ? at + 1 : at;
  const half = text.charCodeAt(start) | 32;
  if (
    (half !== 97 && half !== 112) ||
    (text.charCodeAt(start + 1) | 32) !== 109 ||
    isLetter(text.charCodeAt(start + 2))
  )
    return at;
  if (reader.hour >= 1 && reader.hour <= 12) reader.hour = (reader.hour % 12) + (half === 112 ? 12 : 0);
  return start + 2;
}

/** Index after a number of one or two digits, or -1. */
function numberEnd(text: string, at: number): number {
  if (!isDigit(text.charCodeAt(at))) return -1;
  return isDigit(text.charCodeAt(at + 1)) ? at + 2 : at + 1;
}

function numberAt(text: string, at: number, end: number): number {
  const first = text.charCodeAt(at) - ZERO;
  return end - at === 1 ? first : first * 10 + text.charCodeAt(at + 1) - ZERO;
}
