import { isDigit, isLetter } from "../header/chars.ts";
import type { Clock } from "./clock.ts";
import { readDateFirst } from "./date-first.ts";
import { readTai64 } from "./epoch.ts";
import { readMonthFirst } from "./month-first.ts";
import { readZone } from "./zone.ts";

const AT_SIGN = 64;

/**
 * Reads a timestamp at a place of a line. After `read` says true, `end` is the index after it and `iso` its ISO form, which
 * is null when it has the shape of a time and is none (a 31st of February). One reader serves all lines, so a read makes no garbage.
 */
export class TimestampReader {
  readonly clock: Clock;
  end = 0;
  iso: string | null = null;
  /** Registers of the readers in this folder. */
  month = 0;
  day = 0;
  hour = 0;
  minute = 0;
  second = 0;
  fraction = "";
  offset: string | null = null;
  /** True after a read of a time that has no year. */
  isWithoutYear = false;
  /** True after a read of `Jan  2 15:04:05`, the time of RFC 3164. */
  isSyslog = false;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  read(text: string, at: number): boolean {
    const code = text.charCodeAt(at);
    this.isWithoutYear = false;
    this.isSyslog = false;
    if (isDigit(code)) return readDateFirst(this, text, at);
    if (isLetter(code)) return readMonthFirst(this, text, at);
    return code === AT_SIGN && readTai64(this, text, at);
  }

  /** Reads a time whose zone's name stands before it, at `zoneAt`. */
  readZoned(text: string, zoneAt: number, at: number): boolean {
    if (readZone(this, text, zoneAt) === zoneAt || !isLetter(text.charCodeAt(at))) return false;
    const offset = this.offset;
    const isRead = readMonthFirst(this, text, at);
    if (!isRead || !this.isWithoutYear) return false;
    this.offset = offset;
    return this.finishWithoutYear(this.month, this.day, this.end);
  }

  /** True when the whole text is a timestamp. */
  readWhole(text: string): boolean {
    return this.read(text, 0) && this.end === text.length;
  }

  /** Ends a read: the date's numbers with the registers of its time of day. */
  finish(year: number, month: number, day: number, end: number): true {
    this.end = end;
    this.iso = this.clock.iso(
      year,
      month,
      day,
      this.hour,
      this.minute,
      this.second,
      this.fraction,
      this.offset,
    );
    return true;
  }

  /** The same for a date without a year. */
  finishWithoutYear(month: number, day: number, end: number): true {
    this.isWithoutYear = true;
    this.month = month;
    this.day = day;
    const year =
      month >= 1 && month <= 12 ? this.clock.year(month, day, this.hour, this.minute, this.second) : 0;
    return this.finish(year, month, day, end);
  }

  /** The same for what looks like a time and names no day. */
  finishWithoutDate(end: number): true {
    this.end = end;
    this.iso = null;
    return true;
  }
}
