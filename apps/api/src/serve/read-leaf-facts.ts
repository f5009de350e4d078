import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { AsOf } from "./following.ts";
import { type Leaf, LeafFacts } from "./leaf-facts.ts";
import { type SourceColumns, StoredCounts } from "./stored-counts.ts";
import type { Tree } from "./tree.ts";
import {
  READ_EMPTIED_SINCE,
  READ_TEMPLATES,
  READ_TEMPLATES_SINCE,
  READ_TOTALS,
  READ_TOTALS_SINCE,
} from "./tree.cypher.ts";

/** All templates and the totals of each. */
export interface TemplateTotals {
  readonly templates: ReadonlyMap<string, Leaf>;
  readonly totals: StoredCounts;
}

/** What is stored now: all of it, or `base` with what changed since. */
export async function readTemplateTotals(
  tx: ManagedTransaction,
  base: AsOf<TemplateTotals> | null,
): Promise<TemplateTotals> {
  const since = { since: neo4j.int(base?.cycle ?? 0) };
  const isAll = base === null;
  const columns = (
    await tx.run<{ ids: string[]; texts: string[]; levels: string[] }>(
      isAll ? READ_TEMPLATES : READ_TEMPLATES_SINCE,
      since,
    )
  ).records[0]?.toObject();
  const templates = new Map(base?.value.templates);
  for (const [i, templateId] of (columns?.ids ?? []).entries()) {
    templates.set(templateId, {
      templateId,
      text: columns?.texts[i] ?? "",
      level: columns?.levels[i] || null,
    });
  }
  const emptied = isAll ? [] : await readEmptied(tx, base.cycle);
  const { records } = await tx.run<SourceColumns>(isAll ? READ_TOTALS : READ_TOTALS_SINCE, since);
  const totals = (base?.value.totals ?? StoredCounts.EMPTY).merged(
    records.map((record) => record.toObject()),
    emptied,
  );
  return { templates, totals };
}

/** Templates whose counts moved on to others after a cycle. */
export async function readEmptied(tx: ManagedTransaction, cycle: number): Promise<readonly string[]> {
  const { records } = await tx.run<{ ids: string[] }>(READ_EMPTIED_SINCE, { since: neo4j.int(cycle) });
  return records[0]?.get("ids") ?? [];
}

/** The leaves of a dendrogram with their totals. */
export function leafFacts({ templates, totals }: TemplateTotals, tree: Tree): LeafFacts {
  const { leafTemplateIds } = tree.dendrogram;
  return new LeafFacts(
    leafTemplateIds.map((templateId) => templates.get(templateId) ?? { templateId, text: "", level: null }),
    totals.hostCounts(leafTemplateIds, null),
  );
}
