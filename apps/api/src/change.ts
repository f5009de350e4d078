/** What one stored cycle brought; the fields of the schema's Change. */
export interface Change {
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
