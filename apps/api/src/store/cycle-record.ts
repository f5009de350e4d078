import type { Checkpoint, Gap } from "@deepsec/collector";
import type {
  Dendrogram,
  Encoding,
  HabitRow,
  HostBaseline,
  HostOutlier,
  Lineage,
  LogTemplate,
  NamedValue,
  ParseState,
  RedactionCounts,
  Sighting,
  SlotCount,
  Variant,
} from "@deepsec/engine";

/** Why a host or a source could not be read. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

export interface HostOutcome {
  readonly name: string;
  readonly failure: Failure | null;
  /** The host's clock less ours, in ms; null where it is not known. */
  readonly clockSkewMs: number | null;
  /** What is wrong with the host though it is read. */
  readonly warning: Failure | null;
}

export interface SourceOutcome {
  readonly id: string;
  readonly failure: Failure | null;
  /** Null when it could not be looked at. */
  readonly sizeBytes: number | null;
}

/** A source of which something was read. Moving the checkpoint and counting what was read are one. */
export interface SourceAdvance {
  readonly id: string;
  /** The checkpoint as it was loaded: where this is no longer true, somebody else counted these bytes. */
  readonly from: Checkpoint | null;
  readonly to: Checkpoint;
  readonly encoding: Encoding;
  /** Counts the contents that the source had: offsets begin again with each. */
  readonly generation: number;
  readonly parseState: ParseState;
  readonly bytes: number;
  readonly lines: number;
  readonly events: number;
  /** Secrets that were replaced since the first cycle, these lines included. */
  readonly redacted: RedactionCounts;
  /** Lines that were taken without their newline. */
  readonly partialLines: number;
  /** Lines that were lost before what was read. */
  readonly gap: Gap | null;
}

/** Counts of one template in one source and hour. */
export interface Occurrence {
  readonly templateId: string;
  readonly sourceId: string;
  /** Start of the hour, ISO 8601 in UTC. */
  readonly hour: string;
  readonly count: number;
  readonly lineCount: number;
  /** ISO 8601 in UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** What stood at the wildcards of templates in the events of a cycle. */
export interface CycleValues {
  readonly counts: readonly SlotCount[];
  readonly sightings: readonly Sighting[];
  /** Numbers of different values by wildcard of each template that was touched, over all cycles. */
  readonly distinct: ReadonlyMap<string, readonly number[]>;
}

/** An attack, a change or a value out of the usual that this cycle's events show, or show more of. */
export interface FoundFinding {
  readonly id: string;
  /** Id of the rule or chain. */
  readonly rule: string;
  readonly kind: string;
  readonly severity: "LOW" | "MEDIUM" | "HIGH";
  /** [0, 1] */
  readonly score: number;
  readonly reason: string;
  readonly count: number;
  /** ISO 8601 in UTC. */
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly hosts: readonly string[];
  /** What it is about, as far as this cycle shows it: templates, values, sources. */
  readonly templateIds: readonly string[];
  readonly values: readonly NamedValue[];
  readonly sourceIds: readonly string[];
}

/** What the analysis of the lines that were read adds to the graph. */
export interface Analysis {
  /** Templates that are new, changed, or grew by events of this cycle. */
  readonly templates: readonly LogTemplate[];
  readonly newTemplates: number;
  readonly lineage: readonly Lineage[];
  readonly occurrences: readonly Occurrence[];
  readonly values: CycleValues;
  readonly variants: readonly Variant[];
  /** Null when it is the one of the cycle before. */
  readonly dendrogram: Dendrogram | null;
  readonly suggestedCount: number;
  /** Null when they are those of the cycle before. */
  readonly outliers: readonly HostOutlier[] | null;
  readonly attacks: readonly FoundFinding[];
  /** Changes, and values out of the usual. */
  readonly news: readonly FoundFinding[];
  /** Findings of silences that ended. */
  readonly endedIds: readonly string[];
  /** Of the hosts of which anything was read. */
  readonly baselines: readonly HostBaseline[];
  /** Habits that changed. */
  readonly habits: readonly HabitRow[];
}

/** All that one collection cycle stores, at once or not at all. */
export interface CycleRecord {
  readonly runId: string;
  /** The cycle number that was loaded. */
  readonly cycle: number;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly phase: "ok" | "partial" | "failed";
  readonly hosts: readonly HostOutcome[];
  readonly sources: readonly SourceOutcome[];
  readonly advances: readonly SourceAdvance[];
  /** Null when nothing was read. */
  readonly analysis: Analysis | null;
  /** False leaves out the run's own node: a look that found nothing is not worth one every ten seconds. */
  readonly isRunKept: boolean;
}
