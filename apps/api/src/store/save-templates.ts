import neo4j, { type ManagedTransaction } from "neo4j-driver";
import type { Analysis } from "./cycle-record.ts";
import { occurrenceRows } from "./occurrence-rows.ts";
import { moveValues } from "./save-values.ts";
import { slices } from "./slices.ts";
import {
  ADD_TO_OCCURRED,
  ADD_TO_TEMPLATES,
  BECOME,
  CREATE_TEMPLATES,
  END_LINEAGE,
  KNOWN_TEMPLATES,
  MOVE_FOUND_IN,
  MOVE_OCCURRED,
  SAVE_TEMPLATES,
  SAVE_VARIANTS,
} from "./templates.cypher.ts";

const UNCOUNTED = {
  count: neo4j.int(0),
  lineCount: neo4j.int(0),
  firstSeen: null,
  lastSeen: null,
  foundIn: [],
  occurred: [],
};

/**
 * Stores what the miner remembers, the templates and their counts, and moves the counts of templates that became more general.
 *
 * @param cycle - Number that the cycle has once it is stored. What it changes says so, that readers can ask for that alone.
 */
export async function saveTemplates(
  tx: ManagedTransaction,
  analysis: Analysis,
  endedAt: string,
  cycle: number,
): Promise<void> {
  const marked = { cycle: neo4j.int(cycle) };
  const variants = analysis.variants.map((variant) => ({ id: variant.id, state: JSON.stringify(variant) }));
  for (const rows of slices(variants)) await tx.run(SAVE_VARIANTS, { variants: rows });
  const { sourceIds, templates: counts } = occurrenceRows(analysis.occurrences);
  const templates = analysis.templates.map(({ id, text, level, programs, examples }) => ({
    id,
    text,
    level,
    programs,
    examples,
  }));
  const known = await knownIds(tx, templates);
  const fresh = templates.filter(({ id }) => !known.has(id));
  const counted = fresh.map((row) => ({ ...row, ...(counts.get(row.id) ?? UNCOUNTED) }));
  for (const rows of slices(counted, countsIn)) {
    await tx.run(CREATE_TEMPLATES, { ...marked, sourceIds, templates: rows });
  }
  for (const rows of slices(templates.filter(({ id }) => known.has(id)))) {
    await tx.run(SAVE_TEMPLATES, { ...marked, templates: rows });
    await tx.run(END_LINEAGE, { templates: rows });
  }
  if (analysis.lineage.length > 0) {
    const lineage = analysis.lineage.map(({ fromId, toId }) => ({ fromId, toId }));
    await tx.run(BECOME, { ...marked, lineage, endedAt });
    await tx.run(MOVE_FOUND_IN, { ...marked, lineage });
    await tx.run(MOVE_OCCURRED, { ...marked, lineage });
    await moveValues(tx, lineage);
  }
  const created = new Set(fresh.map(({ id }) => id));
  const grown = [...counts].filter(([id]) => !created.has(id)).map(([id, more]) => ({ id, ...more }));
  for (const rows of slices(grown, countsIn)) {
    await tx.run(ADD_TO_TEMPLATES, { ...marked, sourceIds, templates: rows });
    await tx.run(ADD_TO_OCCURRED, { ...marked, sourceIds, templates: rows });
  }
}

async function knownIds(
  tx: ManagedTransaction,
  templates: readonly { readonly id: string }[],
): Promise<Set<string>> {
  const { records } = await tx.run<{ ids: string[] }>(KNOWN_TEMPLATES, {
    ids: templates.map(({ id }) => id),
  });
  return new Set(records[0]?.get("ids"));
}

function countsIn({ occurred }: { readonly occurred: readonly unknown[] }): number {
  return 1 + occurred.length;
}
