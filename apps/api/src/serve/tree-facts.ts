import { setTimeout as sleep } from "node:timers/promises";
import type { ManagedTransaction } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import { type LeafFact, LeafFacts } from "./leaf-facts.ts";
import { READ_DENDROGRAM, READ_HEAD, READ_HOST_LINES, READ_TEMPLATES } from "./tree.cypher.ts";

/** The current dendrogram and the numbers of its leaves, all as one cycle stored them. */
export interface TreeFacts {
  readonly cycle: number;
  readonly totalLines: number;
  readonly totalEvents: number;
  /** Null while nothing was read yet. */
  readonly dendrogram: DendrogramFact | null;
  readonly leaves: LeafFacts;
}

export interface DendrogramFact {
  readonly id: string;
  readonly createdAt: string;
  readonly method: string;
  /** Lowest first. */
  readonly mergeHeights: readonly number[];
  readonly suggestedCount: number;
  readonly root: {
    readonly id: string;
    readonly mergeHeight: number;
    readonly leafCount: number;
    readonly label: string;
  };
}

interface Head {
  readonly [key: string]: unknown;
  readonly cycle: number;
  readonly totalLines: number;
  readonly totalEvents: number;
  readonly dendrogramId: string | null;
}

const ATTEMPTS_MAX = 40;
const ATTEMPT_WAIT_MS = 50;
const NOTHING: Head = { cycle: 0, totalLines: 0, totalEvents: 0, dendrogramId: null };

/**
 * Reads the facts of the last stored cycle, and keeps them until another one is stored.
 *
 * Neo4j is read-committed: a cycle that is stored while we read could show us some of its numbers and not the others. So the ledger is
 * read before and after, and the leaves must add up to the ledger's total; else all is read again.
 */
export class TreeFactsReader {
  #kept: TreeFacts | null = null;

  /** @throws ApiError `GRAPH_BUSY` when cycles are stored faster than they can be read. */
  async read(tx: ManagedTransaction): Promise<TreeFacts> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const head = await readHead(tx);
      const kept = this.#kept;
      if (kept?.cycle === head.cycle && kept.dendrogram?.id === (head.dendrogramId ?? undefined)) return kept;
      const facts = await readFacts(tx, head);
      const after = await readHead(tx);
      const isWhole =
        after.cycle === head.cycle &&
        facts.leaves.totalLines === head.totalLines &&
        facts.leaves.totalEvents === head.totalEvents;
      if (isWhole) {
        this.#kept = facts;
        return facts;
      }
      await sleep(ATTEMPT_WAIT_MS);
    }
    throw new ApiError(
      "GRAPH_BUSY",
      `no consistent look at the graph in ${ATTEMPTS_MAX} attempts; try again`,
    );
  }
}

async function readHead(tx: ManagedTransaction): Promise<Head> {
  const { records } = await tx.run<Head>(READ_HEAD);
  return records[0]?.toObject() ?? NOTHING;
}

async function readFacts(tx: ManagedTransaction, head: Head): Promise<TreeFacts> {
  const { cycle, totalLines, totalEvents, dendrogramId } = head;
  const facts = { cycle, totalLines, totalEvents };
  const stored = await tx.run<{ leafTemplateIds: string[] } & DendrogramFact>(READ_DENDROGRAM, {
    id: dendrogramId,
  });
  const row = stored.records[0]?.toObject();
  if (row === undefined) return { ...facts, dendrogram: null, leaves: new LeafFacts([], new Map()) };
  const { leafTemplateIds, ...dendrogram } = row;
  const templates = await readTemplates(tx);
  const leaves = leafTemplateIds.map(
    (templateId) =>
      templates.get(templateId) ?? { templateId, text: "", level: null, count: 0, lineCount: 0 },
  );
  return { ...facts, dendrogram, leaves: new LeafFacts(leaves, await readHostLines(tx)) };
}

async function readTemplates(tx: ManagedTransaction): Promise<Map<string, LeafFact>> {
  const { records } = await tx.run<TemplateColumns>(READ_TEMPLATES);
  const { ids, texts, levels, counts, lineCounts } = records[0]?.toObject() ?? NO_TEMPLATES;
  return new Map(
    ids.map((templateId, i) => [
      templateId,
      {
        templateId,
        text: texts[i] ?? "",
        level: levels[i] || null,
        count: counts[i] ?? 0,
        lineCount: lineCounts[i] ?? 0,
      },
    ]),
  );
}

async function readHostLines(tx: ManagedTransaction): Promise<Map<string, Map<string, number>>> {
  const { records } = await tx.run<{ host: string; templateIds: string[]; lineCounts: number[] }>(
    READ_HOST_LINES,
  );
  return new Map(
    records.map((record) => {
      const { host, templateIds, lineCounts } = record.toObject();
      return [host, new Map(templateIds.map((id, i) => [id, lineCounts[i] ?? 0]))];
    }),
  );
}

interface TemplateColumns {
  readonly [key: string]: unknown;
  readonly ids: string[];
  readonly texts: string[];
  readonly levels: string[];
  readonly counts: number[];
  readonly lineCounts: number[];
}
const NO_TEMPLATES: TemplateColumns = { ids: [], texts: [], levels: [], counts: [], lineCounts: [] };
