import type { EvidencePlace, NamedValue } from "../evidence/evidence-finding.ts";
import type { Severity } from "../evidence/rule.ts";

/** What is new or out of the usual, with what shows it. All of one rule, subject and day (UTC) is one finding. */
export interface WatchFinding {
  /** Of rule, subject and day: the same in every cycle and after a restart. */
  readonly id: string;
  readonly rule: string;
  readonly kind: WatchRule["kind"];
  readonly title: string;
  readonly severity: Severity;
  /** Ids of MITRE ATT&CK techniques. */
  readonly techniques: readonly string[];
  readonly reason: string;
  /** How often on that day, those of earlier batches counted too. */
  readonly count: number;
  /** Of this batch, in ms since 1970. */
  readonly firstMs: number;
  readonly lastMs: number;
  /** Sorted, as are all lists here; of this batch. */
  readonly hosts: readonly string[];
  readonly templateIds: readonly string[];
  readonly sources: readonly string[];
  readonly values: readonly NamedValue[];
  /** The first 200 events of this batch, in the order they were read. */
  readonly places: readonly EvidencePlace[];
}

/** A rule of a detector that watches what is usual. */
export interface WatchRule {
  readonly id: string;
  readonly kind: "value" | "new template" | "new on host" | "rate spike" | "rate drop" | "gone silent";
  readonly title: string;
  /** When it holds, as a person is told. */
  readonly description: string;
  /** The most that it can be. */
  readonly severity: Severity;
  readonly techniques: readonly string[];
  /** What a count above 1 counts; "times" when it is left out. */
  readonly unit?: string;
}
