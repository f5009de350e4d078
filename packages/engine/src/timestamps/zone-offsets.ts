/** Offsets of one IANA zone, by wall-clock hour. Asking is cheap for hours that were asked before. */
export class ZoneOffsets {
  readonly #format: Intl.DateTimeFormat | null;
  readonly #known = new Map<number, number>();
  #lastKey = -1;
  #lastOffset = "Z";

  constructor(timeZone: string) {
    this.#format = zoneFormat(timeZone);
  }

  /** "Z" or "+hh:mm" in force at this hour of the zone's wall clock; of an hour that a clock change skips or repeats, the earlier offset. */
  offset(year: number, month: number, day: number, hour: number): string {
    if (this.#format === null) return "Z";
    const key = ((year * 16 + month) * 32 + day) * 32 + hour;
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#lastOffset = offsetText(this.offsetMs(year, month, day, hour) / 60_000);
    }
    return this.#lastOffset;
  }

  /** The same in milliseconds to be taken from the wall clock to have UTC. */
  offsetMs(year: number, month: number, day: number, hour: number): number {
    if (this.#format === null) return 0;
    const key = ((year * 16 + month) * 32 + day) * 32 + hour;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const wall = Date.UTC(year, month - 1, day, hour);
    const first = wallMs(this.#format, wall) - wall;
    const second = wallMs(this.#format, wall - first) - (wall - first);
    if (this.#known.size > 100_000) this.#known.clear();
    this.#known.set(key, second);
    return second;
  }
}

/** "+hh:mm" of an offset in minutes. */
function offsetText(minutes: number): string {
  const sign = minutes < 0 ? "-" : "+";
  const size = Math.abs(Math.round(minutes));
  return `${sign}${String(Math.floor(size / 60)).padStart(2, "0")}:${String(size % 60).padStart(2, "0")}`;
}

function zoneFormat(timeZone: string): Intl.DateTimeFormat | null {
  if (timeZone === "UTC" || timeZone === "") return null;
  try {
    return new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null; // Callers check names at their border; here an unknown one means UTC, since nothing in the engine may stop a line.
  }
}

function wallMs(format: Intl.DateTimeFormat, instant: number): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(instant)) parts[type] = Number(value);
  return Date.UTC(
    parts["year"] ?? 0,
    (parts["month"] ?? 1) - 1,
    parts["day"] ?? 1,
    parts["hour"] ?? 0,
    parts["minute"] ?? 0,
    parts["second"] ?? 0,
  );
}
