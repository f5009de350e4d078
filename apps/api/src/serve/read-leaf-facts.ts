import type { ManagedTransaction } from "neo4j-driver";
import { type HostCounts, type Leaf, LeafFacts } from "./leaf-facts.ts";
import type { Tree } from "./tree.ts";
import { READ_HOST_COUNTS, READ_TEMPLATES } from "./tree.cypher.ts";

/** The stored totals of the current dendrogram's leaves. */
export async function readLeafFacts(tx: ManagedTransaction, tree: Tree): Promise<LeafFacts> {
  const { leafTemplateIds } = tree.dendrogram;
  const columns = (
    await tx.run<{ ids: string[]; texts: string[]; levels: string[] }>(READ_TEMPLATES)
  ).records[0]?.toObject();
  const templates = new Map(
    columns?.ids.map((templateId, i): [string, Leaf] => [
      templateId,
      { templateId, text: columns.texts[i] ?? "", level: columns.levels[i] || null },
    ]),
  );
  const leaves = leafTemplateIds.map(
    (templateId) => templates.get(templateId) ?? { templateId, text: "", level: null },
  );
  const places = new Map(leafTemplateIds.map((id, place) => [id, place]));
  const { records } = await tx.run<HostColumns>(READ_HOST_COUNTS);
  return new LeafFacts(
    leaves,
    records.map((record) => hostCounts(record.toObject(), places)),
  );
}

interface HostColumns {
  readonly [key: string]: unknown;
  readonly host: string;
  readonly templateIds: string[];
  readonly lineCounts: number[];
  readonly counts: number[];
}

function hostCounts(columns: HostColumns, places: ReadonlyMap<string, number>): HostCounts {
  const lines = new Float64Array(places.size);
  const events = new Float64Array(places.size);
  for (const [i, id] of columns.templateIds.entries()) {
    const place = places.get(id);
    if (place === undefined) continue;
    lines[place] = columns.lineCounts[i] ?? 0;
    events[place] = columns.counts[i] ?? 0;
  }
  return { host: columns.host, lines, events };
}
