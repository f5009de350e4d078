import { setTimeout as sleep } from "node:timers/promises";
import neo4j, { type ManagedTransaction } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import { type AsOf, Following } from "./following.ts";
import { Kept } from "./kept.ts";
import { LeafFacts } from "./leaf-facts.ts";
import { leafFacts, readEmptied, readTemplateTotals, type TemplateTotals } from "./read-leaf-facts.ts";
import { readTree } from "./read-tree.ts";
import { isEverything, type Scope } from "./scope.ts";
import { type SourceColumns, StoredCounts } from "./stored-counts.ts";
import type { Tree } from "./tree.ts";
import { READ_HEAD, READ_HOURS, READ_HOURS_SINCE, READ_KNOWN_HOSTS } from "./tree.cypher.ts";

/** The current dendrogram and the numbers of its leaves, all as one cycle stored them. */
export interface TreeFacts {
  /** Names the cycle and the dendrogram. */
  readonly key: string;
  readonly head: Head;
  /** Null while nothing was read yet. */
  readonly tree: Tree | null;
  /** Of all lines. */
  readonly leaves: LeafFacts;
}

/** The facts, and the numbers of the leaves in each scope that was asked for. */
export interface ScopedFacts {
  readonly facts: TreeFacts;
  readonly scoped: readonly LeafFacts[];
}

/** What the ledger says, and which dendrogram is the current one. */
export interface Head {
  readonly [key: string]: unknown;
  readonly graphId: string;
  readonly cycle: number;
  readonly totalLines: number;
  readonly totalEvents: number;
  readonly dendrogramId: string | null;
}

/** Windows whose hours are kept; a person has a few in view, a million rows of hours are 40 MB. */
const WINDOWS_MAX = 12;
const ATTEMPTS_MAX = 40;
const ATTEMPT_WAIT_MS = 50;
const NOTHING: Head = { graphId: "", cycle: 0, totalLines: 0, totalEvents: 0, dendrogramId: null };
/** Hours before and after all times that four-digit years can say. */
const [HOUR_MIN, HOUR_MAX] = [-20_000_000, 75_000_000];

/**
 * Reads the facts of the last stored cycle, and keeps them; after another one only what it changed is read. Dendrograms are kept by
 * their id.
 *
 * Neo4j is read-committed: a cycle that is stored while we read could show us some of its numbers and not the others. So the ledger is
 * read before and after, and the leaves must add up to the ledger's total; else all is read again.
 */
export class TreeFactsReader {
  readonly #trees = new Kept<Tree>(4);
  readonly #facts = new Kept<TreeFacts>(2);
  readonly #totals = new Following<TemplateTotals>(1);
  readonly #hours = new Following<StoredCounts>(WINDOWS_MAX);
  readonly #scoped = new Kept<LeafFacts>(24);

  /**
   * @throws ApiError `GRAPH_BUSY` when cycles are stored faster than they can be read; `BAD_INPUT` when a scope names a host that
   *   there is not.
   */
  async read(tx: ManagedTransaction, scopes: readonly Scope[]): Promise<ScopedFacts> {
    await assertHosts(
      tx,
      scopes.flatMap(({ hosts }) => hosts ?? []),
    );
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt++) {
      const head = await readHead(tx);
      const key = keyOf(head);
      const facts = await this.#facts.get(key, () => this.#readFacts(tx, head));
      const scoped: LeafFacts[] = [];
      for (const scope of facts === null ? [] : scopes) {
        const leaves = facts === null ? null : await this.#readScope(tx, facts, scope);
        if (leaves !== null) scoped.push(leaves);
      }
      if (facts !== null && scoped.length === scopes.length) return { facts, scoped };
      await sleep(ATTEMPT_WAIT_MS);
    }
    throw new ApiError(
      "GRAPH_BUSY",
      `no consistent look at the graph in ${ATTEMPTS_MAX} attempts; try again`,
    );
  }

  /** A dendrogram that is kept; null when there is none of this id. */
  tree(tx: ManagedTransaction, id: string): Promise<Tree | null> {
    return this.#trees.get(id, () => readTree(tx, id));
  }

  /**
   * The counts by hour of a window of `facts`.
   *
   * @throws ApiError `GRAPH_BUSY` when another cycle was stored since the facts were read.
   */
  async hours(tx: ManagedTransaction, facts: TreeFacts, scope: Scope): Promise<StoredCounts> {
    const rows = await this.#readHours(tx, facts, scope);
    if (rows !== null) return rows;
    throw new ApiError("GRAPH_BUSY", "a cycle was stored while its hours were read; try again");
  }

  async #readFacts(tx: ManagedTransaction, head: Head): Promise<TreeFacts | null> {
    const { dendrogramId, totalLines, totalEvents } = head;
    const tree = dendrogramId === null ? null : await this.tree(tx, dendrogramId);
    if (tree === null) {
      const isNothing = keyOf(await readHead(tx)) === keyOf(head) && totalLines === 0;
      return isNothing ? { key: keyOf(head), head, tree, leaves: new LeafFacts([], []) } : null;
    }
    const readWhole = async (base: AsOf<TemplateTotals> | null): Promise<TemplateTotals | null> => {
      const read = await readTemplateTotals(tx, base);
      const leaves = leafFacts(read, tree);
      return leaves.totalLines === totalLines && leaves.totalEvents === totalEvents ? read : null;
    };
    const totals = await this.#totals.get("", head, async (base) => {
      const read = (await readWhole(base)) ?? (base === null ? null : await readWhole(null));
      return keyOf(await readHead(tx)) === keyOf(head) ? read : null;
    });
    return totals === null ? null : { key: keyOf(head), head, tree, leaves: leafFacts(totals, tree) };
  }

  /** Null when another cycle was stored since. */
  async #readScope(tx: ManagedTransaction, facts: TreeFacts, scope: Scope): Promise<LeafFacts | null> {
    if (isEverything(scope)) return facts.leaves;
    const { from, to, hosts } = scope;
    return this.#scoped.get(JSON.stringify([facts.key, from, to, hosts]), async () => {
      const { leaves, hostCounts } = facts.leaves;
      if (from === null && to === null) {
        return new LeafFacts(
          leaves,
          hostCounts.filter(({ host }) => hosts?.includes(host) ?? true),
        );
      }
      const rows = await this.#readHours(tx, facts, scope);
      const ids = leaves.map(({ templateId }) => templateId);
      return rows === null ? null : new LeafFacts(leaves, rows.hostCounts(ids, hosts));
    });
  }

  #readHours(
    tx: ManagedTransaction,
    { key, head }: TreeFacts,
    { from, to }: Scope,
  ): Promise<StoredCounts | null> {
    return this.#hours.get(JSON.stringify([from, to]), head, async (base) => {
      const { records } = await tx.run<SourceColumns>(base === null ? READ_HOURS : READ_HOURS_SINCE, {
        fromSeconds: neo4j.int(3600 * (from ?? HOUR_MIN)),
        toSeconds: neo4j.int(3600 * (to ?? HOUR_MAX)),
        since: neo4j.int(base?.cycle ?? 0),
      });
      const emptied = base === null ? [] : await readEmptied(tx, base.cycle);
      if (keyOf(await readHead(tx)) !== key) return null;
      return (base?.value ?? StoredCounts.EMPTY).merged(
        records.map((record) => record.toObject()),
        emptied,
      );
    });
  }
}

function keyOf({ graphId, cycle, dendrogramId }: Head): string {
  return `${graphId} ${cycle} ${dendrogramId}`;
}

async function readHead(tx: ManagedTransaction): Promise<Head> {
  const { records } = await tx.run<Head>(READ_HEAD);
  return records[0]?.toObject() ?? NOTHING;
}

async function assertHosts(tx: ManagedTransaction, names: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  const { records } = await tx.run<{ names: string[] }>(READ_KNOWN_HOSTS, { names });
  const known = new Set(records[0]?.get("names") ?? []);
  const unknown = names.find((name) => !known.has(name));
  if (unknown === undefined) return;
  throw new ApiError(
    "BAD_INPUT",
    `there is no host ${JSON.stringify(unknown.slice(0, 64))}; { hosts { name } } lists them`,
  );
}
