import type { Level } from "../event.ts";
import { levelOfPriority } from "../levels/syslog-priority.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import {
  COLON,
  DOT,
  MINUS,
  SPACE,
  ZERO,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";

const PERCENT = 37;
const STAR = 42;
/** Longest facility and mnemonic. */
const tagLengthMax = 80;

/**
 * Messages of network devices: `*Mar  1 00:00:00.123: %SYS-5-CONFIG_I: text`, a sequence number and a host before it in some, the
 * time missing in others. A `*` before the time says that the clock was not set by a time server, which `time_approximate` keeps; a
 * `.` that it lost its server. Null for other lines.
 */
export function readDeviceLine(text: string, reader: TimestampReader): Header | null {
  const numberEnd = skipDigits(text, 0);
  let place = numberEnd > 0 && text.charCodeAt(numberEnd) === COLON ? skipBlanks(text, numberEnd + 1) : 0;
  if (place === 0 && numberEnd > 0) return null;
  const mark = text.charCodeAt(place);
  if (mark === STAR || mark === DOT) place += 1;
  let timestamp: string | null = null;
  if (reader.read(text, place)) {
    timestamp = reader.iso;
    place = skipBlanks(text, reader.end);
    if (text.charCodeAt(place) !== COLON) return null;
    place = skipBlanks(text, place + 1);
  }
  const isVague = mark === STAR && timestamp !== null;
  return readDeviceTail(text, place, timestamp, isVague ? { time_approximate: "true" } : {});
}

/** `host : %FACILITY-SEVERITY-MNEMONIC: text` after a time, the colon behind the host missing in some. Null for other lines. */
export function readHostAndDevice(text: string, at: number, timestamp: string | null): Header | null {
  const hostEnd = skipWord(text, at);
  const place = text.startsWith(" : ", hostEnd) ? hostEnd + 3 : hostEnd + 1;
  return text.charCodeAt(place) === PERCENT
    ? readDeviceTail(text, place, timestamp, { host: text.slice(at, hostEnd) })
    : null;
}

/** `%FACILITY-SEVERITY-MNEMONIC: text`: the tag is the program, its severity the level. */
function readDeviceTail(text: string, at: number, timestamp: string | null, fields: Fields): Header | null {
  const end = deviceTagEnd(text, at);
  if (end < 0) return null;
  const program = text.slice(at, end);
  return wholeHeader(timestamp, levelOfDeviceTag(program), text.slice(skipBlanks(text, end + 1)), {
    ...fields,
    program,
  });
}

/** Index of the colon after a tag, or -1. */
function deviceTagEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== PERCENT || !isLetter(text.charCodeAt(at + 1))) return -1;
  const colon = text.indexOf(":", at);
  if (colon < 0 || colon > at + tagLengthMax || text.indexOf(" ", at) < colon) return -1;
  return text.charCodeAt(colon + 1) === SPACE ? colon : -1;
}

/** Level by the severity in `%FACILITY-SEVERITY-MNEMONIC`; null for other names. */
export function levelOfDeviceTag(tag: string): Level | null {
  if (tag.charCodeAt(0) !== PERCENT) return null;
  for (let at = tag.indexOf("-"); at > 0; at = tag.indexOf("-", at + 1)) {
    const digit = tag.charCodeAt(at + 1);
    if (isDigit(digit) && tag.charCodeAt(at + 2) === MINUS) return levelOfPriority(digit - ZERO);
  }
  return null;
}
