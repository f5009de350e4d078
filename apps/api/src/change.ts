import type { CollectionProgress } from "./progress.ts";

/** What pages are told; the fields of the schema's Change. */
export type Change = CycleChange | OtherChange;

/** A verdict was given or taken back, settings were changed, or a cycle came further: no cycle was stored by it. */
export interface OtherChange {
  readonly kind: "verdict" | "settings" | "progress";
  /** Number of the last stored cycle. */
  readonly cycle: number;
  readonly runId: null;
  readonly phase: null;
  readonly storedAt: string;
  readonly lines: 0;
  readonly newTemplates: 0;
  readonly dendrogramId: null;
  readonly hosts: readonly never[];
  readonly findings: readonly never[];
  readonly progress: CollectionProgress | null;
}

/** What one stored cycle brought. */
export interface CycleChange {
  readonly kind: "cycle";
  /** Number of the cycle: one more with each that stored lines. */
  readonly cycle: number;
  readonly runId: string;
  readonly phase: string;
  /** ISO 8601 in UTC. */
  readonly storedAt: string;
  readonly lines: number;
  readonly newTemplates: number;
  /** Null when the cycle left the current dendrogram as it was. */
  readonly dendrogramId: string | null;
  readonly hosts: readonly { readonly name: string; readonly phase: string }[];
  readonly findings: readonly ChangedFinding[];
}

/** A finding as the graph has it after a cycle that made it, opened it again, or saw more of it. */
export interface ChangedFinding {
  readonly id: string;
  /** False when it was open before. */
  readonly isNew: boolean;
  readonly kind: string;
  readonly rule: string | null;
  readonly severity: string;
  readonly score: number;
  readonly reason: string;
  /** ISO 8601 in UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly hosts: readonly string[];
}
