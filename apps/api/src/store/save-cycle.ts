import type { Dendrogram } from "@deepsec/engine";
import neo4j, { type Driver, type ManagedTransaction } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import type { ChangedFinding } from "../change.ts";
import type { CycleRecord, Failure } from "./cycle-record.ts";
import {
  CLOSE_LEDGER,
  LOCK_LEDGER,
  MOVE_CHECKPOINTS,
  PRUNE_RUNS,
  SAVE_HOSTS,
  SAVE_RUN,
  SAVE_SOURCES,
} from "./save.cypher.ts";
import { applyVerdicts, liftSeverities } from "./apply-verdicts.ts";
import { changedFindings, openFindings } from "./changed-findings.ts";
import { type NotificationFilter, queueNotifications } from "./queue-notifications.ts";
import { saveDendrogram } from "./save-dendrogram.ts";
import { gapFindings } from "./gap-findings.ts";
import { saveGaps } from "./save-gaps.ts";
import { saveFindings, saveFound } from "./save-findings.ts";
import { saveHabits } from "./save-habits.ts";
import { saveTemplates } from "./save-templates.ts";
import { saveValues } from "./save-values.ts";
import { endExpiredVerdicts, saveVerdicts } from "./save-verdicts.ts";

const KEPT_RUNS = 1000;
const TOLD_MAX = 100;

const int = (value: number) => neo4j.int(value);

export interface SaveOptions {
  readonly keepDendrograms: number;
  /** The dendrogram that is stored if no other cycle was stored since the one that was loaded; null: not known. */
  readonly current: Dendrogram | null;
  /** Who is told of findings. */
  readonly targets: readonly NotificationFilter[];
}

/**
 * Stores a cycle in one transaction: counts, templates, tree, findings and checkpoints together. The driver may run the work
 * twice (the answer of a commit got lost, a deadlock was broken), and two processes may try at once; the fence makes both
 * harmless: the ledger is locked, and only the cycle that follows the one that was loaded is stored.
 *
 * @returns The findings that it made or changed, at most 100; none when the answer of its commit was lost.
 * @throws ApiError `FENCED` when another cycle was stored since this one was loaded: nothing was stored, load and read again.
 */
export async function saveCycle(
  driver: Driver,
  database: string,
  record: CycleRecord,
  options: SaveOptions,
): Promise<ChangedFinding[]> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.WRITE });
  try {
    return await session.executeWrite((tx) => work(tx, record, options), {
      metadata: { operation: "saveCycle", runId: record.runId },
    });
  } finally {
    await session.close();
  }
}

async function work(
  tx: ManagedTransaction,
  record: CycleRecord,
  { keepDendrograms, current, targets }: SaveOptions,
): Promise<ChangedFinding[]> {
  const { runId, endedAt, advances, analysis } = record;
  const isStep = advances.length > 0 || analysis !== null;
  if (isStep) {
    const isStored = await passFence(tx, record);
    if (isStored) return [];
    // What was seen of a source last still stands there: how much of it may be missing.
    await saveGaps(tx, record);
    await moveCheckpoints(tx, record);
  }
  const gaps = gapFindings(record);
  const openBefore = await openFindings(tx);
  if (analysis !== null) {
    await saveTemplates(tx, analysis, endedAt, record.cycle + 1);
    await saveValues(tx, analysis.values);
    const { dendrogram, suggestedCount } = analysis;
    if (dendrogram !== null) {
      const stored = new Set(current?.clusters.map(({ id }) => id));
      await saveDendrogram(tx, { dendrogram, suggestedCount }, endedAt, keepDendrograms, stored);
    }
    await liftSeverities(tx);
    await saveFindings(tx, analysis, endedAt);
    await saveHabits(tx, analysis);
  }
  await saveFound(tx, gaps, endedAt);
  const isExpired = await endExpiredVerdicts(tx, endedAt);
  const tree = analysis?.dendrogram ?? current;
  if (analysis !== null && tree !== null) await saveVerdicts(tx, analysis, tree, endedAt);
  else if (isExpired) await applyVerdicts(tx, endedAt);
  if (isStep) {
    const lines = advances.reduce((sum, advance) => sum + advance.lines, 0);
    const events = advances.reduce((sum, advance) => sum + advance.events, 0);
    await tx.run(CLOSE_LEDGER, { runId, lines: int(lines), events: int(events) });
  }
  await saveOutcome(tx, record);
  if (analysis === null && !isExpired && gaps.length === 0) return [];
  const seenIds = analysis?.attacks.map(({ id }) => id) ?? [];
  const changed = await changedFindings(tx, openBefore, seenIds, endedAt);
  await queueNotifications(tx, changed, targets, endedAt);
  return changed.slice(0, TOLD_MAX);
}

/** @returns True when this very cycle is stored already: the commit came through, only its answer was lost. */
async function passFence(tx: ManagedTransaction, { runId, cycle }: CycleRecord): Promise<boolean> {
  const { records } = await tx.run(LOCK_LEDGER, { runId });
  const stored: unknown = records[0]?.get("cycle");
  if (stored === cycle) return false;
  // A run may be of many cycles, but they are stored one after the other.
  if (stored === cycle + 1 && records[0]?.get("runId") === runId) return true;
  throw new ApiError("FENCED", `cycle ${cycle} was loaded, but ${String(stored)} is stored by now`);
}

async function moveCheckpoints(tx: ManagedTransaction, { runId, advances }: CycleRecord): Promise<void> {
  const sources = advances.map(
    ({ id, from, to, encoding, generation, parseState, lines, events, redacted, partialLines }) => ({
      id,
      from: { offsetBytes: int(from?.offsetBytes ?? 0), head: from?.head ?? "", anchor: from?.anchor ?? "" },
      to: { ...to, offsetBytes: int(to.offsetBytes), cursor: to.cursor ?? null },
      encoding,
      generation: int(generation),
      parseState: JSON.stringify(parseState),
      lines: int(lines),
      events: int(events),
      partialLines: int(partialLines),
      redactedKinds: Object.keys(redacted),
      redactedCounts: Object.values(redacted).map(int),
    }),
  );
  const { records } = await tx.run(MOVE_CHECKPOINTS, { runId, sources });
  const moved: unknown = records[0]?.get("moved");
  if (moved !== advances.length) {
    const fact = `${String(moved)} of ${advances.length} sources still stand where this cycle read from`;
    throw new ApiError("FENCED", fact);
  }
}

async function saveOutcome(tx: ManagedTransaction, record: CycleRecord): Promise<void> {
  const { runId, startedAt, endedAt, phase, advances, analysis } = record;
  const hosts = record.hosts.map(({ name, failure, clockSkewMs, warning }) => ({
    name,
    ...failureRow(failure),
    clockSkewMs: clockSkewMs === null ? null : int(clockSkewMs),
    warningCode: warning?.code ?? null,
    warningMessage: warning?.message ?? null,
    warningFix: warning?.fix ?? null,
  }));
  const sources = record.sources.map(({ id, failure, sizeBytes }) => ({
    id,
    sizeBytes: sizeBytes === null ? null : int(sizeBytes),
    ...failureRow(failure),
  }));
  await tx.run(SAVE_HOSTS, { hosts, endedAt });
  await tx.run(SAVE_SOURCES, { sources, endedAt });
  if (!record.isRunKept) return;
  const sum = (of: "lines" | "bytes" | "events") =>
    int(advances.reduce((total, advance) => total + advance[of], 0));
  const { records } = await tx.run(SAVE_RUN, {
    runId,
    phase,
    startedAt,
    endedAt,
    lines: sum("lines"),
    bytes: sum("bytes"),
    events: sum("events"),
    newTemplates: int(analysis?.newTemplates ?? 0),
    errorCount: int(record.sources.filter(({ failure }) => failure !== null).length),
    reads: advances.map(({ id, bytes, lines }) => ({ id, bytes: int(bytes), lines: int(lines) })),
  });
  if (records[0]?.get("isNew") === true) await tx.run(PRUNE_RUNS, { keepRuns: KEPT_RUNS });
}

function failureRow(failure: Failure | null) {
  return {
    phase: failure === null ? "ok" : "failed",
    errorCode: failure?.code ?? null,
    errorMessage: failure?.message ?? null,
    errorFix: failure?.fix ?? null,
  };
}
