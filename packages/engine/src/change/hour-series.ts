/** Events of one template in one source within one hour. */
export interface HourCount {
  readonly templateId: string;
  readonly sourceId: string;
  /** Since 1970. */
  readonly hour: number;
  readonly count: number;
}

/** So many earlier days are remembered. */
const DAYS_KEPT = 14;
export const HOURS_KEPT = (DAYS_KEPT + 1) * 24;

type Counts = Map<number, number>;

/** The counts by hour of one source and of each template in it, over the last 15 days. */
export class SourceSeries {
  readonly templates = new Map<string, Counts>();
  readonly total: Counts = new Map();
  /** The last hour that had any event. */
  lastHour = Number.NEGATIVE_INFINITY;

  add({ templateId, hour, count }: HourCount): void {
    if (hour <= this.lastHour - HOURS_KEPT) return;
    let counts = this.templates.get(templateId);
    if (counts === undefined) this.templates.set(templateId, (counts = new Map<number, number>()));
    addTo(counts, hour, count);
    addTo(this.total, hour, count);
    if (hour <= this.lastHour) return;
    this.lastHour = hour;
    this.#forget();
  }

  /** A template became another. */
  move(fromId: string, toId: string): void {
    const from = this.templates.get(fromId);
    if (from === undefined) return;
    this.templates.delete(fromId);
    const to = this.templates.get(toId);
    if (to === undefined) this.templates.set(toId, from);
    else for (const [hour, count] of from) addTo(to, hour, count);
  }

  /** Of each earlier day on which this source logged anything: the counts of the hours about this hour of the day. */
  earlier(counts: ReadonlyMap<number, number>, hour: number): number[][] {
    const firstHour = Math.min(...this.total.keys());
    const days: number[][] = [];
    for (let day = 1; day <= DAYS_KEPT; day++) {
      const same = hour - 24 * day;
      if (same - 1 < firstHour) break;
      if (this.#isLogged(same)) days.push([same - 1, same, same + 1].map((near) => counts.get(near) ?? 0));
    }
    return days;
  }

  /** Whether anything was logged within half a day of an hour. */
  #isLogged(hour: number): boolean {
    for (let near = hour - 12; near < hour + 12; near++) if (this.total.has(near)) return true;
    return false;
  }

  #forget(): void {
    const from = this.lastHour - HOURS_KEPT;
    for (const counts of [this.total, ...this.templates.values()])
      for (const hour of counts.keys()) if (hour <= from) counts.delete(hour);
    for (const [id, counts] of this.templates) if (counts.size === 0) this.templates.delete(id);
  }
}

function addTo(counts: Counts, hour: number, count: number): void {
  counts.set(hour, (counts.get(hour) ?? 0) + count);
}
