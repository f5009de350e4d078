import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { Analysis } from "./cycle-record.ts";
import { slices } from "./slices.ts";

const SAVE_HABITS = `
UNWIND $habits AS row
MERGE (h:Habit {id: row.id})
SET h.state = row.state, h.lastMs = row.lastMs`;

const FORGET_HABITS = "MATCH (h:Habit) WHERE h.id IN $ids DELETE h";

const SAVE_BASELINES = `
UNWIND $baselines AS row
MATCH (h:Host {name: row.host})
SET h.learning = row.isLearning, h.learningSince = datetime({epochMillis: row.sinceMs}),
    h.learningUntil = datetime({epochMillis: row.untilMs})`;

/** Stores what the detectors learned, and of which hosts they still do. */
export async function saveHabits(
  tx: ManagedTransaction,
  { habits, baselines }: Pick<Analysis, "habits" | "baselines">,
): Promise<void> {
  const kept = habits.filter(({ state }) => state !== null);
  for (const rows of slices(kept)) {
    await tx.run(SAVE_HABITS, { habits: rows.map((row) => ({ ...row, lastMs: neo4j.int(row.lastMs) })) });
  }
  const forgotten = habits.filter(({ state }) => state === null).map(({ id }) => id);
  if (forgotten.length > 0) await tx.run(FORGET_HABITS, { ids: forgotten });
  const rows = baselines.map(({ host, isLearning, sinceMs, untilMs }) => ({
    host,
    isLearning,
    sinceMs: neo4j.int(sinceMs),
    untilMs: neo4j.int(untilMs),
  }));
  if (rows.length > 0) await tx.run(SAVE_BASELINES, { baselines: rows });
}
