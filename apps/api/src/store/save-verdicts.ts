import { contentHash, type Dendrogram, verdictReach, type VerdictReach } from "@deepsec/engine";
import neo4j, { type ManagedTransaction } from "neo4j-driver";
import { applyVerdicts, endVerdict, oneVerdict } from "./apply-verdicts.ts";
import { appendAudit, DEEPSEC } from "./audit.ts";
import type { Analysis } from "./cycle-record.ts";
import type { StoredVerdict } from "./verdict.ts";
import {
  CLOSE_OTHER_GROWN_BRANCHES,
  HAND_ON_VERDICTS,
  LOCK_FOR_VERDICT,
  READ_BRANCH_VERDICTS,
  READ_EXPIRED,
  READ_LATER_TEMPLATES,
  READ_VERDICT,
  SAVE_GROWN_BRANCHES,
  SAVE_IMPORTANT,
  SAVE_REACH,
} from "./verdicts.cypher.ts";

interface BranchVerdictRow {
  readonly [key: string]: unknown;
  readonly verdict: StoredVerdict;
  readonly sinceCycle: number;
  readonly judgedIds: readonly string[];
  readonly inheritedIds: readonly string[];
}

interface Reached extends BranchVerdictRow {
  readonly reach: VerdictReach;
}

/** Ends the verdicts whose time is over. To be asked in every cycle, also in one that read nothing. */
export async function endExpiredVerdicts(tx: ManagedTransaction, at: string): Promise<boolean> {
  const { records } = await tx.run<{ verdict: StoredVerdict }>(READ_EXPIRED, { at });
  if (records.length === 0) return false;
  await tx.run(LOCK_FOR_VERDICT, { by: DEEPSEC });
  for (const record of records) await endVerdict(tx, record.get("verdict").id, "expired", at);
  return true;
}

/**
 * Takes the verdicts on to the tree of this cycle (lineage, inheritance, where the branches stand now), reports what grew out of an
 * accepted branch and what is important, and rules on all findings. The tree and the other findings are stored by then.
 */
export async function saveVerdicts(
  tx: ManagedTransaction,
  analysis: Analysis,
  dendrogram: Dendrogram,
  endedAt: string,
): Promise<void> {
  const lineage = analysis.lineage.map(({ fromId, toId }) => ({ fromId, toId }));
  if (lineage.length > 0) await tx.run(HAND_ON_VERDICTS, { lineage });
  const reached = await reach(tx, dendrogram);
  if (reached.length > 0) await saveReach(tx, reached, endedAt);
  const grown = reached.flatMap(grownBranch);
  if (grown.length > 0) await tx.run(SAVE_GROWN_BRANCHES, { grown });
  await tx.run(CLOSE_OTHER_GROWN_BRANCHES, { ids: grown.map(({ id }) => id) });
  const seen = reached.flatMap((one) => importantSeen(one, analysis));
  if (seen.length > 0) await tx.run(SAVE_IMPORTANT, { seen });
  await applyVerdicts(tx, endedAt);
}

async function reach(tx: ManagedTransaction, { clusters }: Dendrogram): Promise<Reached[]> {
  const { records } = await tx.run<BranchVerdictRow>(READ_BRANCH_VERDICTS);
  if (records.length === 0) return [];
  const rows = records.map((record) => record.toObject());
  const oldest = Math.min(...rows.map(({ sinceCycle }) => sinceCycle));
  const later = await tx.run<{ ids: string[]; cycles: number[] }>(READ_LATER_TEMPLATES, {
    sinceCycle: neo4j.int(oldest),
  });
  const { ids = [], cycles = [] } = later.records[0]?.toObject() ?? {};
  const cycleOf = new Map(ids.map((id, i) => [id, cycles[i] ?? 0]));
  return rows.map((row) => ({
    ...row,
    reach: verdictReach(
      clusters,
      {
        judgedIds: new Set(row.judgedIds),
        inheritedIds: new Set(row.inheritedIds),
        mergeHeight: row.verdict.mergeHeight ?? 0,
      },
      (id) => (cycleOf.get(id) ?? 0) > row.sinceCycle,
    ),
  }));
}

async function saveReach(tx: ManagedTransaction, reached: readonly Reached[], at: string): Promise<void> {
  const reaches = reached.map(({ verdict, reach: { branchIds, inheritedIds, leafCount } }) => ({
    id: verdict.id,
    branchIds,
    inheritedIds,
    templateCount: neo4j.int(leafCount),
  }));
  await tx.run(SAVE_REACH, { reaches, at });
  for (const { verdict, reach: now } of reached) {
    if (now.inheritedIds.length === 0) continue;
    const after = await oneVerdict(tx, READ_VERDICT, { id: verdict.id });
    const note = `${now.inheritedIds.length} new templates joined at or below ${verdict.mergeHeight}`;
    if (after !== null)
      await appendAudit(tx, { action: "inherit", author: DEEPSEC, note, at, before: verdict, after });
  }
}

/** Nothing for a single template, which is no branch, and for what is muted, which is to be quiet. */
function grownBranch({ verdict, reach: { growths } }: Reached) {
  const [first] = growths;
  if (verdict.phase !== "accepted" || verdict.target !== "branch" || first === undefined) return [];
  const templateIds = growths.flatMap((growth) => growth.templateIds);
  const [kinds, join] = templateIds.length === 1 ? ["kind of line", "joins"] : ["kinds of line", "join"];
  return [
    {
      id: contentHash(JSON.stringify(["grown branch", verdict.id])),
      templateIds,
      score: first.mergeHeight,
      reason:
        `${templateIds.length} new ${kinds} ${join} the branch "${verdict.subject}" at ${first.mergeHeight.toFixed(2)}, ` +
        `above the ${(verdict.mergeHeight ?? 0).toFixed(2)} at which ${verdict.author} accepted it`,
    },
  ];
}

function importantSeen({ verdict, judgedIds, inheritedIds, reach: now }: Reached, { occurrences }: Analysis) {
  if (verdict.phase !== "important") return [];
  const covered = new Set([...judgedIds, ...inheritedIds, ...now.inheritedIds]);
  const own = occurrences.filter(({ templateId }) => covered.has(templateId));
  if (own.length === 0) return [];
  return [
    {
      id: contentHash(JSON.stringify(["important", verdict.id])),
      subject: `"${verdict.subject}" is important, ${verdict.author} says${verdict.note === "" ? "" : `: ${verdict.note}`}`,
      count: neo4j.int(own.reduce((sum, { count }) => sum + count, 0)),
      firstSeen: own.map(({ firstSeen }) => firstSeen).toSorted()[0],
      lastSeen: own
        .map(({ lastSeen }) => lastSeen)
        .toSorted()
        .at(-1),
      templateIds: [...new Set(own.map(({ templateId }) => templateId))],
      sourceIds: [...new Set(own.map(({ sourceId }) => sourceId))],
    },
  ];
}
