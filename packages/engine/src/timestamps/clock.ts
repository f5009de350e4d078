import { ZoneOffsets } from "./zone-offsets.ts";

/** How far into the future a time without a year may lie before it counts as last year's: hosts' clocks and zones differ. */
const futureMsMax = 86_400_000;

/** A year that has every day. */
const leapYear = 2024;

/**
 * Turns the numbers that a line writes into ISO 8601 with an offset: the line's own, else that of the source's zone.
 */
export class Clock {
  readonly #nowMs: number;
  readonly #bootMs: number;
  /** The last day that is not in the future, as yyyymmdd. */
  readonly #lastDay: number;
  /** Years found so far, by month × 32 + day. */
  readonly #years = new Int32Array(13 * 32);
  readonly #zone: ZoneOffsets;

  /**
   * @param now - ISO instant that decides the year of times without one: the newest year that is not in the future.
   * @param timeZone - IANA name of the zone of times without one; a name that is not known counts as UTC.
   * @param bootTime - ISO instant at which the host came up, where that is known.
   */
  constructor(now: string, timeZone: string, bootTime: string | null) {
    const nowMs = Date.parse(now);
    this.#nowMs = Number.isNaN(nowMs) ? 0 : nowMs;
    const last = new Date(this.#nowMs + futureMsMax);
    this.#lastDay = last.getUTCFullYear() * 10_000 + (last.getUTCMonth() + 1) * 100 + last.getUTCDate();
    this.#zone = new ZoneOffsets(timeZone);
    this.#bootMs = bootTime === null ? Number.NaN : Date.parse(bootTime);
  }

  /**
   * ISO time; null when there is no such day or time of day.
   * @param fraction - decimal digits of the second, "" when there are none.
   * @param offset - "Z", "+hh:mm" or null for the source's zone.
   */
  iso(
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
    fraction: string,
    offset: string | null,
  ): string | null {
    if (
      !isDay(year, month, day) ||
      hour > 23 ||
      minute > 59 ||
      second > 60 ||
      hour < 0 ||
      minute < 0 ||
      second < 0
    )
      return null;
    const zone = offset ?? this.#zone.offset(year, month, day, hour);
    const time = `${TWO[hour] ?? ""}:${TWO[minute] ?? ""}:${TWO[second] ?? ""}`;
    return fraction === ""
      ? `${isoDay(year, month, day)}T${time}${zone}`
      : `${isoDay(year, month, day)}T${time}.${fraction}${zone}`;
  }

  /** The newest year in which this day and time is not in the future, one day of grace given; `month` and `day` from 1. */
  year(month: number, day: number, hour: number, minute: number, second: number): number {
    const key = month * 32 + day;
    const known = this.#years[key] ?? 0;
    if (known > 0) return known;
    if (!isDay(leapYear, month, day)) return leapYear;
    const year = this.#newestYear(month, day, hour, minute, second);
    // On the day where the future begins the time of day decides; on all others the year is the same from its first second to its last.
    const first = this.#newestYear(month, day, 0, 0, 0);
    if (first === this.#newestYear(month, day, 23, 59, 59)) this.#years[key] = first;
    return year;
  }

  /** True for a day of the calendar that is not in the future, one day of grace given. */
  isPast(year: number, month: number, day: number): boolean {
    return year * 10_000 + month * 100 + day <= this.#lastDay && isDay(year, month, day);
  }

  /** True when an ISO time lies in the future, one day of grace given. */
  isFuture(iso: string): boolean {
    return Date.parse(iso) > this.#nowMs + futureMsMax;
  }

  #newestYear(month: number, day: number, hour: number, minute: number, second: number): number {
    const latest = new Date(this.#nowMs + futureMsMax).getUTCFullYear();
    for (let year = latest; year > latest - 9; year -= 1) {
      if (!isDay(year, month, day)) continue;
      const ms =
        Date.UTC(year, month - 1, day, hour, minute, second) - this.#zone.offsetMs(year, month, day, hour);
      if (ms <= this.#nowMs + futureMsMax) return year;
    }
    return latest;
  }

  /** ISO time in UTC of the second (with its decimal digits) after the host came up; null where that instant is not known. */
  isoOfUptime(seconds: number, fraction: string): string | null {
    if (Number.isNaN(this.#bootMs)) return null;
    const digits = Math.min(fraction.length, 9);
    // In whole units of the last digit, since floating point would show other digits than the line.
    const scale = 10 ** digits;
    const units = Math.round((this.#bootMs / 1000 + seconds) * scale);
    const whole = Math.floor(units / scale);
    return this.isoOfEpoch(
      whole,
      String(units - whole * scale)
        .padStart(digits, "0")
        .slice(0, digits),
    );
  }

  /** ISO time in UTC of an instant given in whole milliseconds and further decimal digits of the second. */
  isoOfEpoch(seconds: number, fraction: string): string | null {
    if (!(seconds >= 0 && seconds < 253_402_300_800)) return null;
    const base = new Date(seconds * 1000).toISOString().slice(0, 19);
    return fraction === "" ? `${base}Z` : `${base}.${fraction}Z`;
  }
}

let lastDayKey = -1;
let lastDay = "";

function isoDay(year: number, month: number, day: number): string {
  const key = year * 10_000 + month * 100 + day;
  if (key !== lastDayKey) {
    lastDayKey = key;
    lastDay = `${TWO[Math.floor(year / 100)] ?? ""}${TWO[year % 100] ?? ""}-${TWO[month] ?? ""}-${TWO[day] ?? ""}`;
  }
  return lastDay;
}

const TWO = Array.from({ length: 100 }, (_, index) => String(index).padStart(2, "0"));
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True when the calendar has this day. */
function isDay(year: number, month: number, day: number): boolean {
  if (day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  if (month !== 2 || day < 29) return true;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
