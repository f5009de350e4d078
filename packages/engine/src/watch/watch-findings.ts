import { contentHash } from "../content-hash.ts";
import type { EvidencePlace, NamedValue } from "../evidence/evidence-finding.ts";
import type { Severity } from "../evidence/rule.ts";
import type { HabitMemory } from "../habit/habit-memory.ts";
import type { WatchFinding, WatchRule } from "./watch-finding.ts";

const PLACE_COUNT_MAX = 200;
const DAY_MS = 86_400_000;
const SEVERITIES: readonly Severity[] = ["LOW", "MEDIUM", "HIGH"];

/** One time that a rule holds. */
export interface Occasion {
  readonly rule: WatchRule;
  /** What it is about: a user, a host. The same subject on one day is one finding. */
  readonly subject: string;
  readonly severity: Severity;
  /** The numbers, in plain words. */
  readonly reason: string;
  readonly timeMs: number;
  readonly host: string;
  readonly values?: readonly NamedValue[];
  readonly templateIds?: readonly string[];
  readonly sources?: readonly string[];
  readonly places?: readonly EvidencePlace[];
}

/** What is known of a finding from batch to batch. */
interface Fold {
  count: number;
  severity: Severity;
  /** Of the most severe occasion, of these the first. */
  reason: string;
}

const rank = ({ severity }: WatchFinding): number => -SEVERITIES.indexOf(severity);

interface Open {
  readonly rule: WatchRule;
  readonly fold: Fold;
  readonly occasions: Occasion[];
}

/** Gathers occasions to findings. */
export class WatchFindings {
  readonly #habits: HabitMemory;
  #open = new Map<string, Open>();

  constructor(habits: HabitMemory) {
    this.#habits = habits;
  }

  /** @returns The id of the finding that it belongs to. */
  add(occasion: Occasion): string {
    const { rule, subject, severity, reason, timeMs } = occasion;
    const id = contentHash(JSON.stringify([rule.id, subject, Math.floor(timeMs / DAY_MS)]));
    const fold = this.#habits.of("finding", id, timeMs, (): Fold => ({ count: 0, severity, reason }));
    fold.count++;
    if (SEVERITIES.indexOf(severity) > SEVERITIES.indexOf(fold.severity)) {
      fold.severity = severity;
      fold.reason = reason;
    }
    let open = this.#open.get(id);
    if (open === undefined) this.#open.set(id, (open = { rule, fold, occasions: [] }));
    // What a flood brings more is counted, and that is all.
    if (open.occasions.length < PLACE_COUNT_MAX) open.occasions.push(occasion);
    return id;
  }

  /** Those that are new or grew since the last call: HIGH first, then by id. */
  take(): WatchFinding[] {
    const found = [...this.#open].map(([id, open]) => finding(id, open));
    this.#open = new Map();
    return found.toSorted((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : 1));
  }
}

function finding(id: string, { rule, fold, occasions }: Open): WatchFinding {
  const places = occasions.flatMap((occasion) => occasion.places ?? []);
  const values = new Map(
    occasions.flatMap((occasion) =>
      (occasion.values ?? []).map((value) => [`${value.kind}\n${value.text}`, value] as const),
    ),
  );
  const times = occasions.map(({ timeMs }) => timeMs);
  const { count, severity, reason } = fold;
  return {
    id,
    rule: rule.id,
    kind: rule.kind,
    title: rule.title,
    severity,
    techniques: rule.techniques,
    reason: count === 1 ? reason : `${count} ${rule.unit ?? "times"} on that day; ${reason}`,
    count,
    firstMs: Math.min(...times),
    lastMs: Math.max(...times),
    hosts: sorted(occasions.map(({ host }) => host)),
    templateIds: sorted(occasions.flatMap((occasion) => occasion.templateIds ?? [])),
    sources: sorted(occasions.flatMap((occasion) => occasion.sources ?? [])),
    values: [...values].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value),
    places: places.slice(0, PLACE_COUNT_MAX),
  };
}

const sorted = (texts: readonly string[]): string[] => [...new Set(texts)].toSorted();
