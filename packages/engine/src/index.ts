export { LEVELS, type Level, type LogEvent } from "./event.ts";
export type { Line } from "./line.ts";
export { WILDCARD, type Lineage, type LogTemplate } from "./log-template.ts";
export type { Cluster, Dendrogram, Merge } from "./dendrogram.ts";
export { EngineError, type EngineErrorCode } from "./engine-error.ts";
export { contentHash } from "./content-hash.ts";
export { distance, distances } from "./distance.ts";
export { CondensedMatrix } from "./condensed.ts";
export { linkage } from "./linkage.ts";
export { LINKAGE_METHODS, type LinkageMethod } from "./linkage/method.ts";
export { buildDendrogram } from "./build-dendrogram.ts";
export { clusterTemplates } from "./cluster-templates.ts";
export { KnownDistances } from "./cluster/known-distances.ts";
export { breakTies } from "./cluster/tie-break.ts";
export { cut, type CutAt } from "./cut.ts";
export { copheneticCorrelation, copheneticDistances } from "./cophenetic.ts";
export { suggestedCount } from "./suggested-count.ts";
export { HostOutliers, type HostLines, type HostOutlier } from "./outlier/host-outliers.ts";
export { outlierScores, type OutlierScore } from "./outlier-scores.ts";
export { changeOf, type Change, type Counts } from "./diff/change.ts";
export { alikeBranches, type AlikeBranch } from "./diff/alike-branches.ts";
export { diffDendrograms, type DendrogramDiff } from "./diff/diff-dendrograms.ts";
export {
  ruleOnFinding,
  type JudgedFinding,
  type Ruling,
  type StandingVerdict,
} from "./verdict/rule-on-finding.ts";
export {
  verdictReach,
  type BranchGrowth,
  type BranchVerdict,
  type VerdictReach,
} from "./verdict/verdict-reach.ts";
export { mixDistance, type Mix } from "./mix/mix-distance.ts";
export { clusterMixes, type MixCluster } from "./mix/cluster-mixes.ts";
export { TemplateMiner } from "./template-miner.ts";
export type { MinedTemplates, SlotValue, TemplateSlot } from "./template/mined-templates.ts";
export type { MinerState, Variant } from "./template/variant.ts";
export { parameters, type Parameter } from "./parameters.ts";
export { PARAMETER_KINDS, type ParameterKind } from "./template/value-kind.ts";
export { eventValues, type EventValue } from "./value/event-values.ts";
export { keptValuesMax } from "./value/slot-counts.ts";
export { slotMoves, type SlotMove } from "./value/slot-moves.ts";
export { ValueCounts, type Sighting, type SlotCount } from "./value/value-counts.ts";
export type { Locate, Whereabouts } from "./watch/travels.ts";
export { Unusual, type Batch, type KnownBefore } from "./watch/unusual.ts";
export type { WatchFinding } from "./watch/watch-finding.ts";
export type { HourCount } from "./change/hour-series.ts";
export { HabitMemory, type HabitRow } from "./habit/habit-memory.ts";
export { HostBaselines, type HostBaseline } from "./habit/host-baselines.ts";
export { decodeLines, detectEncoding, lineLengthBytesMax, type Encoding } from "./decode.ts";
export { parseEvents, type ParsedEvents, type ParseOptions, type ParseState } from "./parse-events.ts";
export { EntityCollector } from "./entity/entity-collector.ts";
export type { EntityCases } from "./entity/entity-cases.ts";
export { entityScores, type EntityScore } from "./entity/entity-scores.ts";
export { countKinds, redact, type Redacted, type Redaction, type RedactOptions } from "./redaction/redact.ts";
export { redactLines, type RedactedLines } from "./redaction/redact-lines.ts";
export { countMarkers } from "./redaction/secret-kinds.ts";
export {
  REDACTION_KINDS,
  type KeyedHash,
  type RedactionCounts,
  type RedactionKind,
} from "./redaction/kinds.ts";
export { EvidenceCollector, type ChangedEvidence } from "./evidence/evidence-collector.ts";
export type { EvidenceFinding, EvidencePlace, FindingStep, NamedValue } from "./evidence/evidence-finding.ts";
export { foldFindings, foldId, foldReason, type FoldedFinding } from "./evidence/fold-findings.ts";
export { EVIDENCE_RULES } from "./evidence/evidence-rules.ts";
export { ObservationLog } from "./evidence/observation-log.ts";
export { findEvidence, rulesOf } from "./evidence/find-evidence.ts";
export { ownRulesAsSigma, type OwnRulesAsSigma } from "./evidence/own-rules-as-sigma.ts";
export { OWN_RULE_FACTS, ownRuleFacts, type RuleFacts, sigmaRuleFacts } from "./evidence/rule-facts.ts";
export type { EvidenceRule, FoundRule, Severity, Signal } from "./evidence/rule.ts";
export { SigmaError } from "./sigma/sigma-error.ts";
export { ruleDocuments } from "./sigma/documents.ts";
export { readSigmaRule, type SigmaRule } from "./sigma/sigma-rule.ts";
export { SigmaRules } from "./sigma/sigma-rules.ts";
export type { CompileRegex } from "./sigma/item.ts";
