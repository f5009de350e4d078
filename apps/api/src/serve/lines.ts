import type { Driver, ManagedTransaction } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import type { Archive } from "../archive/archive.ts";
import { type LineFilter, LineReader, type StoredLine } from "../archive/line-reader.ts";
import { clusterOf } from "./flat-cut.ts";
import { Kept } from "./kept.ts";
import { cursorOf, lineIdOf, parseCursor, parseLineId } from "./line-cursor.ts";
import { Lineage } from "./lineage.ts";
import { readTransaction } from "./read-transaction.ts";
import { HOUR_MS, type Scope, type ScopeArguments, scopeOf, scopeView } from "./scope.ts";
import type { TreeFacts, TreeFactsReader } from "./tree-facts.ts";
import { READ_MOVES, READ_TODAY } from "./tree.cypher.ts";

export interface LinesArguments extends ScopeArguments {
  readonly template?: string | null;
  readonly cluster?: string | null;
  readonly first: number;
  readonly after?: string | null;
  readonly order: "OLDEST_FIRST" | "NEWEST_FIRST";
}

export interface ContextArguments {
  readonly line: string;
  readonly before: number;
  readonly after: number;
}

const PAGE_LINES_MAX = 1000;
const CONTEXT_LINES_MAX = 500;
/** A page of long lines ends sooner, so that no answer is too large to send or show. */
const PAGE_LENGTH_MAX = 4 * 1024 * 1024;

/** Leaves of the dendrogram of which lines are asked for: from, and up to but not including. */
type Leaves = readonly [from: number, to: number];

/** Answers with the lines behind a count. All that the schema says to refuse is an ApiError `BAD_INPUT`. */
export class Lines {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #facts: TreeFactsReader;
  readonly #archive: Archive | null;
  readonly #lineages = new Kept<Lineage>(2);

  /** @param archive - Null: it is switched off. */
  constructor(driver: Driver, database: string, facts: TreeFactsReader, archive: Archive | null) {
    this.#driver = driver;
    this.#database = database;
    this.#facts = facts;
    this.#archive = archive;
  }

  async lines(said: LinesArguments) {
    const archive = this.#opened();
    const reader = new LineReader(archive);
    const scope = scopeOf(said);
    const { first, order } = said;
    bounded("first", first, 1, PAGE_LINES_MAX);
    const after = said.after ? parseCursor(said.after) : null;
    const { filter, total, lineage } = await this.#read("lines", (tx) => this.#asked(tx, said, scope));

    const isDescending = order === "NEWEST_FIRST";
    const found = await reader.page(filter, { first: first + 1, after, isDescending });
    const page = shortEnough(found.slice(0, first));
    const last = page.at(-1);
    let counted: Promise<number> | null = null;
    const archived = (): Promise<number> => (counted ??= reader.count(filter));
    return {
      ...scopeView(scope),
      total,
      archived,
      missing: async () => total - (await archived()),
      archivedFrom: archive.removedTo,
      lines: page.map((line) => lineView(line, lineage)),
      endCursor: last === undefined ? null : cursorOf(last),
      hasNextPage: page.length < found.length,
    };
  }

  async context({ line: id, before, after }: ContextArguments) {
    const archive = this.#opened();
    const { source, line } = parseLineId(id);
    bounded("before", before, 0, CONTEXT_LINES_MAX);
    bounded("after", after, 0, CONTEXT_LINES_MAX);
    const { cycle, lineage } = await this.#read("context", async (tx) => {
      const { facts } = await this.#facts.read(tx, []);
      return { cycle: facts.head.cycle, lineage: await this.#lineage(tx, facts) };
    });
    const found = await new LineReader(archive).around(source, line - before, line + after, cycle);
    if (!found.some((each) => each.line === line)) {
      throw new ApiError("BAD_INPUT", `line ${line} of ${JSON.stringify(source.slice(0, 200))} is not kept`);
    }
    return found.map((each) => lineView(each, lineage));
  }

  async #asked(tx: ManagedTransaction, said: LinesArguments, scope: Scope) {
    const { facts, scoped } = await this.#facts.read(tx, [scope]);
    const lineage = await this.#lineage(tx, facts);
    const asked = await leavesOf(tx, facts, said);
    const leaves = scoped[0] ?? facts.leaves;
    const all = facts.leaves.leaves;
    const [from, to] = asked ?? [0, all.length];
    const filter: LineFilter = {
      templates:
        asked === null ? null : lineage.spansOf(all.slice(from, to).map(({ templateId }) => templateId)),
      fromMs: scope.from === null ? null : scope.from * HOUR_MS,
      toMs: scope.to === null ? null : scope.to * HOUR_MS,
      hosts: scope.hosts,
      cycle: facts.head.cycle,
    };
    return { filter, lineage, total: leaves.size(from, to) };
  }

  async #lineage(tx: ManagedTransaction, { key, head: { cycle } }: TreeFacts): Promise<Lineage> {
    const known = await this.#lineages.get(key, async () => {
      const { records } = await tx.run<{ fromIds: string[]; toIds: string[]; cycles: number[] }>(READ_MOVES, {
        cycle,
      });
      const { fromIds = [], toIds = [], cycles = [] } = records[0]?.toObject() ?? {};
      return new Lineage(
        fromIds.map((fromId, i) => ({ fromId, toId: toIds[i] ?? "", cycle: cycles[i] ?? 0 })),
      );
    });
    return known ?? new Lineage([]);
  }

  #opened(): Archive {
    if (this.#archive !== null) return this.#archive;
    const fact = "lines are not archived: archive.enabled is false in deepsec.yaml";
    throw new ApiError("ARCHIVE_OFF", fact);
  }

  #read<Result>(operation: string, work: (tx: ManagedTransaction) => Promise<Result>): Promise<Result> {
    return readTransaction(this.#driver, this.#database, operation, work);
  }
}

/** Null: all of them. */
async function leavesOf(
  tx: ManagedTransaction,
  { tree, leaves }: TreeFacts,
  { template, cluster }: LinesArguments,
): Promise<Leaves | null> {
  if (template && cluster) throw new ApiError("BAD_INPUT", "give template or cluster, not both");
  if (cluster) {
    const { leafOrder, leafCount } = clusterOf(tree, cluster);
    return [leafOrder, leafOrder + leafCount];
  }
  if (!template) return null;
  const { records } = await tx.run<{ todayId: string }>(READ_TODAY, { ids: [template] });
  const todayId = records[0]?.get("todayId");
  const place = leaves.leaves.findIndex(({ templateId }) => templateId === todayId);
  if (place >= 0) return [place, place + 1];
  throw new ApiError("BAD_INPUT", `there is no template ${JSON.stringify(template.slice(0, 64))}`);
}

function lineView(line: StoredLine, lineage: Lineage) {
  const { timeMs, observedMs, templateId, cycle, line: number, source, raw, ...same } = line;
  return {
    ...same,
    id: lineIdOf(line),
    sourceId: source,
    number,
    time: new Date(timeMs).toISOString(),
    observedAt: new Date(observedMs).toISOString(),
    templateId: lineage.todayOf(templateId, cycle),
    bytes: raw,
  };
}

/** At least one line, and no more text than a page may have. */
function shortEnough(lines: readonly StoredLine[]): readonly StoredLine[] {
  let length = 0;
  const end = lines.findIndex(({ text, raw }, index) => {
    length += text.length + (raw?.length ?? 0);
    return index > 0 && length > PAGE_LENGTH_MAX;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function bounded(name: string, value: number, min: number, max: number): void {
  if (value < min || value > max) {
    throw new ApiError("BAD_INPUT", `${name} is from ${min} to ${max}, not ${value}`);
  }
}
