import type { LogEvent } from "../event.ts";
import { Chain } from "./chains/chain.ts";
import { ChainDetector } from "./chains/chain-detector.ts";
import { type Observation, observation } from "./chains/observation.ts";
import { EvidenceBits } from "./evidence-bits.ts";
import type { EvidenceFinding, EvidencePlace } from "./evidence-finding.ts";
import { rulesOf } from "./find-evidence.ts";
import type { FoundRule, Severity } from "./rule.ts";
import type { SigmaRules } from "../sigma/sigma-rules.ts";

/** How many groups of single events are kept. */
const GROUP_COUNT_MAX = 10_000;
const RANK: Readonly<Record<Severity, number>> = { HIGH: 0, MEDIUM: 1, LOW: 2 };

/** A finding that is new or grew. */
export interface ChangedEvidence extends EvidenceFinding {
  readonly isNew: boolean;
  /** Events it did not have at the last look. */
  readonly addedCount: number;
}

/**
 * Gathers the evidence of attacks in the events of one host or of many: which events count as evidence, and the findings they
 * make. A chain is one finding; what a single event shows (MEDIUM or HIGH, or a secret in the log) is one finding for each rule and
 * address, or host where there is none. One failed login is evidence and no finding.
 *
 * It may live as long as events come: `changed` tells only what is new since it was asked last, `forget` drops what is over, and
 * `observations` is what another one needs to go on from here (`restore`).
 */
export class EvidenceCollector {
  readonly #chains = new ChainDetector();
  readonly #groups = new Map<string, Chain>();
  readonly #added: SigmaRules | null;
  #bits = new EvidenceBits(0);
  #observations: Observation[] = [];
  #count = 0;
  /** Of the last event that had a time; one without is taken to follow it at once. */
  #timeMs = 0;
  /** What the event with this index was already taken for. */
  #signals = { index: -1, known: new Set<string>() };

  /** @param added - Rules that a person added to our own. */
  constructor(added?: SigmaRules | null) {
    this.#added = added ?? null;
  }

  /**
   * Takes an event in.
   *
   * @param timeMs - When it happened, where that is known better than from the event alone.
   * @returns The rules that say something of it.
   */
  add(event: LogEvent, place: EvidencePlace, timeMs = Number.NaN): readonly FoundRule[] {
    const index = this.#count++;
    const isKnown = !Number.isNaN(timeMs) || event.timestamp === null;
    const ownMs = isKnown ? timeMs : Date.parse(event.timestamp);
    if (!Number.isNaN(ownMs)) this.#timeMs = ownMs;
    const rules = rulesOf(event, this.#added);
    for (const rule of rules) {
      if (rule.severity !== null) this.#bits.mark(index);
      const seen = observation(event, place, index, rule, rule.signal ?? "missed", this.#timeMs);
      this.#observations.push(seen);
      this.#see(seen);
    }
    return rules;
  }

  /** Takes in what another one observed, in its order; what it found by then is not told again. */
  restore(observations: readonly Observation[]): void {
    let last = Number.NaN;
    for (const seen of observations) {
      if (seen.index !== last) this.#count++;
      last = seen.index;
      this.#timeMs = seen.timeMs;
      this.#see({ ...seen, index: this.#count - 1 });
    }
    this.changed();
  }

  /** What was observed since the last call: plain JSON. */
  observations(): Observation[] {
    const taken = this.#observations;
    this.#observations = [];
    return taken;
  }

  /** Whether an event counts as evidence, by the order in which it was added, from 0; final once all were added. */
  isEvidence(index: number): boolean {
    return this.#bits.has(index);
  }

  /** HIGH first, then the larger, then by id. */
  findings(): EvidenceFinding[] {
    return this.#all()
      .map((chain) => chain.finding())
      .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count || (a.id < b.id ? -1 : 1));
  }

  /** What is new or grew since the last call, in the order in which it began. */
  changed(): ChangedEvidence[] {
    return this.#all().flatMap((chain) => {
      const { isNew, addedCount } = chain.takeNews();
      return addedCount === 0 ? [] : { ...chain.finding(), isNew, addedCount };
    });
  }

  /** Drops what ended before a time: a later event of its kind begins anew. */
  forget(beforeMs: number): void {
    for (const [id, group] of this.#groups) if (group.lastMs < beforeMs) this.#groups.delete(id);
    this.#chains.forget(beforeMs);
    this.#bits = new EvidenceBits(this.#count);
  }

  #all(): Chain[] {
    return [...this.#chains.chains, ...this.#groups.values()];
  }

  #see(seen: Observation): void {
    const { rule, index } = seen;
    if (rule.severity === "HIGH" || rule.severity === "MEDIUM" || rule.signal === undefined)
      this.#group(rule, seen.src ?? seen.host, seen);
    if (rule.signal === undefined) return;
    if (this.#signals.index !== index) this.#signals = { index, known: new Set() };
    // Several rules may say the same of one event: it is one failed login.
    if (this.#signals.known.has(rule.signal) && rule.signal !== "probe") return;
    this.#signals.known.add(rule.signal);
    for (const added of this.#chains.see(seen)) this.#bits.mark(added);
  }

  #group(rule: FoundRule, key: string, seen: Parameters<Chain["add"]>[0]): void {
    const id = `${rule.id}\n${key}`;
    let group = this.#groups.get(id);
    if (group === undefined) {
      if (this.#groups.size >= GROUP_COUNT_MAX) return;
      const { title, techniques, severity } = rule;
      group = new Chain({ id: rule.id, title, techniques, severity: severity ?? "LOW" }, key);
      this.#groups.set(id, group);
    }
    group.add(seen);
  }
}
