import { type JudgedFinding, ruleOnFinding, type StandingVerdict } from "@deepsec/engine";
import type { ManagedTransaction } from "neo4j-driver";
import { appendAudit, type AuditRecord, DEEPSEC } from "./audit.ts";
import type { StoredVerdict } from "./verdict.ts";
import {
  END_VERDICT,
  LIFT_SEVERITIES,
  READ_JUDGED,
  READ_STANDING,
  READ_VERDICT,
  SAVE_RULINGS,
} from "./verdicts.cypher.ts";

interface JudgedRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly severity: JudgedFinding["severity"];
  readonly phase: string;
  readonly isEvidence: boolean;
  readonly lastSeen: string;
  readonly verdictId: string | null;
  readonly onFinding: readonly string[];
  readonly onRule: readonly string[];
  readonly onValues: readonly (readonly string[])[];
  readonly onTemplates: readonly (readonly string[])[];
}

/** Gives findings the severities back that they were found with. To be done before findings are saved. */
export async function liftSeverities(tx: ManagedTransaction): Promise<void> {
  await tx.run(LIFT_SEVERITIES);
}

/**
 * Sets phase and severity of every finding as the verdicts in force say, and ends the verdicts that their finding went beyond. */
export async function applyVerdicts(tx: ManagedTransaction, at: string): Promise<void> {
  await liftSeverities(tx);
  const standing = await tx.run<{ verdict: StandingVerdict }>(READ_STANDING);
  const verdicts = new Map(
    standing.records.map((record) => [record.get("verdict").id, record.get("verdict")]),
  );
  const of = (ids: readonly string[]): StandingVerdict[] => ids.flatMap((id) => verdicts.get(id) ?? []);
  const { records } = await tx.run<JudgedRow>(READ_JUDGED);
  const ruled = records.map((record) => {
    const row = record.toObject();
    const { onFinding, onRule, onValues, onTemplates } = row;
    return {
      row,
      ruling: ruleOnFinding({
        ...row,
        onFinding: of(onFinding),
        onRule: of(onRule),
        onValues: onValues.map(of),
        onTemplates: onTemplates.map(of),
      }),
    };
  });
  for (const id of ruled.flatMap(({ ruling }) => ruling.outgrownIds))
    await endVerdict(tx, id, "outgrown", at);
  const rulings = ruled
    .filter(
      ({ row, ruling }) =>
        row.phase !== ruling.phase || row.severity !== ruling.severity || row.verdictId !== ruling.verdictId,
    )
    .map(({ row, ruling: { phase, severity, verdictId } }) => ({ id: row.id, phase, severity, verdictId }));
  if (rulings.length > 0) await tx.run(SAVE_RULINGS, { rulings });
}

const ACTIONS = { expired: "expire", outgrown: "outgrow", reopened: "reopen", replaced: "replace" } as const;

/** Ends a verdict that is in force, by a person or by DeepSec, and says so in the trail. */
export async function endVerdict(
  tx: ManagedTransaction,
  id: string,
  reason: keyof typeof ACTIONS,
  at: string,
  { author, note }: Pick<AuditRecord, "author" | "note"> = { author: DEEPSEC, note: "" },
): Promise<StoredVerdict | null> {
  const before = await oneVerdict(tx, READ_VERDICT, { id });
  const after = await oneVerdict(tx, END_VERDICT, { id, reason, at });
  if (after !== null) await appendAudit(tx, { action: ACTIONS[reason], author, note, at, before, after });
  return after;
}

export async function oneVerdict(
  tx: ManagedTransaction,
  cypher: string,
  parameters: Record<string, unknown>,
): Promise<StoredVerdict | null> {
  const { records } = await tx.run<{ verdict: StoredVerdict }>(cypher, parameters);
  return records[0]?.get("verdict") ?? null;
}
