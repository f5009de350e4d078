import type { LogEvent } from "../event.ts";
import { Chain } from "./chains/chain.ts";
import { ChainDetector } from "./chains/chain-detector.ts";
import { observation } from "./chains/observation.ts";
import type { EvidenceFinding, EvidencePlace } from "./evidence-finding.ts";
import { findEvidence } from "./find-evidence.ts";
import type { EvidenceRule, Severity } from "./rule.ts";

/** How many groups of single events are kept. */
const GROUP_COUNT_MAX = 10_000;
const RANK: Readonly<Record<Severity, number>> = { HIGH: 0, MEDIUM: 1, LOW: 2 };

/**
 * Gathers the evidence of attacks in the events of one host or of many: which events count as evidence, and the findings they
 * make. A chain is one finding; what a single event shows (MEDIUM or HIGH, or a secret in the log) is one finding for each rule and
 * address, or host where there is none. One failed login is evidence and no finding.
 */
export class EvidenceCollector {
  readonly #chains = new ChainDetector();
  readonly #groups = new Map<string, Chain>();
  /** A bit an event. */
  #evidence = new Uint8Array(1_024);
  #count = 0;
  /** Of the last event that had a time; one without is taken to follow it at once. */
  #timeMs = 0;

  add(event: LogEvent, place: EvidencePlace): void {
    const index = this.#count++;
    const timeMs = event.timestamp === null ? Number.NaN : Date.parse(event.timestamp);
    if (!Number.isNaN(timeMs)) this.#timeMs = timeMs;
    const signals = new Set<string>();
    for (const rule of findEvidence(event)) {
      if (rule.severity !== null) this.#mark(index);
      const seen = observation(event, place, index, rule, rule.signal ?? "missed", this.#timeMs);
      if (rule.severity === "HIGH" || rule.severity === "MEDIUM" || rule.signal === undefined)
        this.#group(rule, seen.src ?? seen.host, seen);
      // Several rules may say the same of one event: it is one failed login.
      if (rule.signal === undefined || (signals.has(rule.signal) && rule.signal !== "probe")) continue;
      signals.add(rule.signal);
      for (const added of this.#chains.see(seen)) this.#mark(added);
    }
  }

  /** Whether an event counts as evidence, by the order in which it was added, from 0; final once all were added. */
  isEvidence(index: number): boolean {
    return (((this.#evidence[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;
  }

  /** HIGH first, then the larger, then by id. */
  findings(): EvidenceFinding[] {
    return [...this.#chains.chains, ...this.#groups.values()]
      .map((chain) => chain.finding())
      .toSorted((a, b) => RANK[a.severity] - RANK[b.severity] || b.count - a.count || (a.id < b.id ? -1 : 1));
  }

  #group(rule: EvidenceRule, key: string, seen: Parameters<Chain["add"]>[0]): void {
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

  #mark(index: number): void {
    const at = index >> 3;
    if (at >= this.#evidence.length) {
      const larger = new Uint8Array(Math.max(at + 1, this.#evidence.length * 2));
      larger.set(this.#evidence);
      this.#evidence = larger;
    }
    this.#evidence[at] = (this.#evidence[at] ?? 0) | (1 << (index & 7));
  }
}
