/** How far the collection cycle is that runs, or how far the last one came; the fields of the schema's CollectionProgress. */
export interface CollectionProgress {
  readonly phase: "idle" | "listing" | "reading" | "storing";
  /** Somebody asked for the cycle. */
  readonly isRequested: boolean;
  /** ISO 8601 in UTC; null before the first cycle. */
  readonly startedAt: string | null;
  /** Null while it runs. */
  readonly endedAt: string | null;
  readonly hostsDone: number;
  readonly hostsTotal: number;
  /** Counted in the graph, over all hosts. */
  readonly bytes: number;
  readonly lines: number;
  /** Known to be there and not read yet. */
  readonly lagBytes: number;
  readonly hosts: readonly HostProgress[];
}

export interface HostProgress {
  readonly host: string;
  /** late: it has not answered, and the cycle goes on without it. */
  readonly phase: "waiting" | "reading" | "done" | "failed" | "late";
  readonly bytes: number;
  readonly lines: number;
  readonly lagBytes: number;
}
