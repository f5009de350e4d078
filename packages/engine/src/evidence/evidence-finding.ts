import type { Severity } from "./rule.ts";

/** A value that a finding is about. */
export interface NamedValue {
  /** ip, user, path, … */
  readonly kind: string;
  readonly text: string;
}

/** Where an event stands: physical lines of a source, from 1, both ends in it. */
export interface EvidencePlace {
  readonly source: string;
  /** The machine it was read on; left out where the events themselves have to say it. */
  readonly host?: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

/** An event of a finding: never its text, which may hold a secret and is the attacker's. */
export interface FindingStep extends EvidencePlace {
  readonly timestamp: string | null;
  readonly host: string;
  /** What the event was, as the rule's title says it. */
  readonly what: string;
}

/** One attack, or one weakness, with the events that show it. */
export interface EvidenceFinding {
  /** Of rule, subject and day (UTC) of the first event: the same after a restart, and for what begins again on that day. */
  readonly id: string;
  /** Id of the chain or of the rule. */
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  /** Ids of MITRE ATT&CK techniques. */
  readonly techniques: readonly string[];
  /** The numbers behind it, in plain words. */
  readonly reason: string;
  /** In the order they were read: the first of them, at most 200. */
  readonly steps: readonly FindingStep[];
  /** How many events it has, repeats counted. */
  readonly count: number;
  /** Of its first and its latest event, in ms since 1970; 0 when none says a time. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Addresses and users that it names, the first 20 of each. */
  readonly values: readonly NamedValue[];
}
