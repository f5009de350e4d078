import type { Driver, ManagedTransaction } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import { type ClusterView, type Counted, clusterView } from "./cluster-view.ts";
import { countTrees } from "./counted-tree.ts";
import { ScopesDiff } from "./diff-scopes.ts";
import { TreesDiff } from "./diff-trees.ts";
import { diffTotals, type DiffView, diffView } from "./diff-view.ts";
import { clusterOf, type CutArguments, type FlatCut, flatCut, openBranches } from "./flat-cut.ts";
import {
  holding,
  type NamedClusters,
  namedClusters,
  type SearchArguments,
  searchClusters,
} from "./found-clusters.ts";
import { hostMatrix } from "./host-matrix.ts";
import type { LeafFacts } from "./leaf-facts.ts";
import { LeafVerdicts, type VerdictOnTree } from "./leaf-verdicts.ts";
import { EVERYTHING, type Scope, type ScopeArguments, scopeOf, scopesOfSides, scopeView } from "./scope.ts";
import { readTransaction } from "./read-transaction.ts";
import type { StoredCounts } from "./stored-counts.ts";
import type { Tree } from "./tree.ts";
import {
  READ_BRANCH_TODAY,
  READ_SLOT_VALUES,
  READ_TEMPLATE,
  READ_TODAY,
  READ_VALUE,
  READ_VERDICTS_ON_TREE,
} from "./tree.cypher.ts";
import type { TreeFacts, TreeFactsReader } from "./tree-facts.ts";
import { type SlotValueRow, slotViews } from "./slot-views.ts";
import { type ValueRow, type ValueView, valueView } from "./value-view.ts";

/** What a client says of one side of a diff. */
export interface SideArguments extends ScopeArguments {
  readonly dendrogramId?: string | null;
}

interface TemplateRow {
  readonly [key: string]: unknown;
  readonly id: string;
  readonly distinct: readonly number[];
}

const SUBTREE_DEPTH_MAX = 100;

/** The current dendrogram, and its leaves as one answer counts them. */
interface Look extends Counted {
  readonly tree: Tree | null;
}

/** Answers about the dendrogram from stored facts. All that the schema says to refuse is an ApiError `BAD_INPUT`. */
export class TreeReader {
  readonly #driver: Driver;
  readonly #database: string;
  readonly #facts: TreeFactsReader;

  constructor(driver: Driver, database: string, facts: TreeFactsReader) {
    this.#facts = facts;
    this.#driver = driver;
    this.#database = database;
  }

  cut(at: CutArguments, scope: ScopeArguments) {
    return this.#cut("cut", at, scope, (_tree, flat) => flat);
  }

  openBranches(open: readonly string[], at: CutArguments, scope: ScopeArguments) {
    return this.#cut("openBranches", at, scope, (tree, flat) => openBranches(tree, flat, open));
  }

  async subtree(id: string, depth: number, said: ScopeArguments): Promise<ClusterView[]> {
    if (depth < 0 || depth > SUBTREE_DEPTH_MAX) {
      throw new ApiError("BAD_INPUT", `depth is from 0 to ${SUBTREE_DEPTH_MAX}, not ${depth}`);
    }
    const look = await this.#look("subtree", scopeOf(said));
    const root = clusterOf(look.tree, id);
    return (look.tree?.below(root, depth) ?? []).map((cluster) => clusterView(cluster, look));
  }

  async clusters(named: NamedClusters, said: ScopeArguments): Promise<ClusterView[]> {
    const look = await this.#look("clusters", scopeOf(said));
    const { records } = await this.#read("today", (tx) =>
      tx.run<{ id: string; todayId: string }>(READ_TODAY, { ids: named.templateIds ?? [] }),
    );
    const today = new Map(records.map((record) => [record.get("id"), record.get("todayId")]));
    const found = look.tree === null ? [] : namedClusters(look.tree, named, (id) => today.get(id) ?? id);
    return found.map((cluster) => clusterView(cluster, look));
  }

  /** The branch, or what holds its templates today; null when nothing does. */
  async branchToday(id: string, said: ScopeArguments): Promise<ClusterView | null> {
    const look = await this.#look("branchToday", scopeOf(said));
    const here = look.tree?.get(id);
    if (here !== undefined) return clusterView(here, look);
    const { records } = await this.#read("templates", (tx) =>
      tx.run<{ templateIds: string[] }>(READ_BRANCH_TODAY, { id }),
    );
    const found = look.tree === null ? null : holding(look.tree, records[0]?.get("templateIds") ?? []);
    return found === null ? null : clusterView(found, look);
  }

  async search(asked: SearchArguments, said: ScopeArguments): Promise<ClusterView[]> {
    const look = await this.#look("search", scopeOf(said));
    const found = look.tree === null ? [] : searchClusters(look.tree, look.leaves, asked);
    return found.map((cluster) => clusterView(cluster, look));
  }

  /** Root first; empty when the current dendrogram does not have the cluster. */
  async path(id: string, said: ScopeArguments): Promise<ClusterView[]> {
    const look = await this.#look("path", scopeOf(said));
    return (look.tree?.path(id) ?? []).map((cluster) => clusterView(cluster, look));
  }

  async hostMatrix(at: CutArguments, said: ScopeArguments) {
    const scope = scopeOf(said);
    const look = await this.#look("hostMatrix", scope);
    const { from, to } = scopeView(scope);
    const flat = flatCut(look.tree, at);
    return {
      dendrogramId: look.tree?.dendrogram.id ?? null,
      from,
      to,
      ...hostMatrix(flat, look, scope.hosts),
    };
  }

  async diff(from: SideArguments, to: SideArguments, at: CutArguments): Promise<DiffView> {
    const scopes = scopesOfSides(from, to);
    const ids = [from.dendrogramId ?? null, to.dendrogramId ?? null] as const;
    return this.#read("diff", async (tx) => {
      const { facts, scoped } = await this.#facts.read(tx, scopes);
      if (ids[0] !== null || ids[1] !== null) {
        if ([from, to].some((side) => (side.from ?? side.to ?? side.hosts ?? null) !== null)) {
          const fact =
            "a diff of two dendrograms has no window and no hosts; give those, or dendrogramId, not both";
          throw new ApiError("BAD_INPUT", fact);
        }
        return this.#diffTrees(tx, facts, ids, at);
      }
      const { tree } = facts;
      const flat = flatCut(tree, at);
      const [before, after] = [scoped[0] ?? facts.leaves, scoped[1] ?? facts.leaves];
      const id = tree?.dendrogram.id ?? null;
      const total = (scope: Scope, leaves: LeafFacts) =>
        diffTotals(id, scope, leaves, leaves.present(0, leaves.leaves.length));
      const [fromTotals, toTotals] = [total(scopes[0], before), total(scopes[1], after)];
      if (tree === null) return emptyDiff(fromTotals, toTotals);
      return diffView(new ScopesDiff(tree, before, after), flat, fromTotals, toTotals, tree.clusters.length);
    });
  }

  /** The template that `id` is or became; null when there never was one. */
  template(id: string): Promise<Record<string, unknown> | null> {
    return this.#read("template", async (tx) => {
      const { records } = await tx.run<TemplateRow>(READ_TEMPLATE, { id });
      const template = records[0]?.toObject();
      if (template === undefined) return null;
      const values = await tx.run<SlotValueRow>(READ_SLOT_VALUES, { id: template.id });
      const rows = values.records.map((record) => record.toObject());
      return { ...template, slots: slotViews(rows, template.distinct) };
    });
  }

  /** All that is stored about a value; null when it is not. */
  value(kind: string, text: string): Promise<ValueView | null> {
    return this.#read("value", async (tx) => {
      const { records } = await tx.run<ValueRow>(READ_VALUE, { kind, text });
      const [record] = records;
      return record === undefined ? null : valueView(record.toObject());
    });
  }

  async #cut(
    operation: string,
    at: CutArguments,
    said: ScopeArguments,
    opened: (tree: Tree | null, flat: FlatCut) => FlatCut,
  ) {
    const scope = scopeOf(said);
    const look = await this.#look(operation, scope);
    const { tree, leaves } = look;
    const { cutHeight, clusters, ancestors } = opened(tree, flatCut(tree, at));
    return {
      dendrogramId: tree?.dendrogram.id ?? null,
      createdAt: tree?.dendrogram.createdAt ?? null,
      cutHeight,
      count: clusters.length,
      suggestedCount: tree?.dendrogram.suggestedCount ?? 0,
      ...scopeView(scope),
      totalLines: leaves.totalLines,
      totalEvents: leaves.totalEvents,
      leaves: leaves.leaves.length,
      clusters: clusters.map((cluster) => clusterView(cluster, look)),
      ancestors: ancestors.map((cluster) => clusterView(cluster, look)),
    };
  }

  async #diffTrees(
    tx: ManagedTransaction,
    facts: TreeFacts,
    ids: readonly (string | null)[],
    at: CutArguments,
  ): Promise<DiffView> {
    const trees: Tree[] = [];
    for (const id of ids) {
      const tree = id === null ? facts.tree : await this.#facts.tree(tx, id);
      if (tree !== null) trees.push(tree);
      else if (id !== null) {
        const fact = `no dendrogram ${JSON.stringify(id.slice(0, 64))} is kept; { dendrograms { id } } lists them`;
        throw new ApiError("BAD_INPUT", fact);
      }
    }
    const { counted, todayOf } = await countTrees(tx, facts, trees);
    const [from, to] = counted;
    const totals = counted.map(({ tree, leaves }) =>
      diffTotals(tree.dendrogram.id, EVERYTHING, leaves, tree.leafCount),
    );
    const [fromTotals, toTotals] = totals;
    if (from === undefined || to === undefined || fromTotals === undefined || toTotals === undefined) {
      const none = diffTotals(null, EVERYTHING, facts.leaves, 0);
      return emptyDiff(none, none);
    }
    const differ = new TreesDiff(from, to, todayOf);
    return diffView(differ, flatCut(to.tree, at), fromTotals, toTotals, differ.sharedClusters);
  }

  /** Hours and verdicts are read once, when the first field asks for them, which is after the transaction of the look has ended. */
  #look(operation: string, scope: Scope): Promise<Look> {
    return this.#read(operation, async (tx) => {
      const { facts, scoped } = await this.#facts.read(tx, [scope]);
      let rows: Promise<StoredCounts> | null = null;
      let verdicts: Promise<LeafVerdicts> | null = null;
      return {
        tree: facts.tree,
        leaves: scoped[0] ?? facts.leaves,
        hours: async (from, to) => {
          rows ??= this.#read("hours", (again) => this.#facts.hours(again, facts, scope));
          const ids = facts.leaves.leaves.slice(from, to).map(({ templateId }) => templateId);
          return (await rows).series(ids, scope.hosts);
        },
        verdicts: () => {
          verdicts ??= this.#read("verdicts", (again) => leafVerdicts(again, facts.tree));
          return verdicts;
        },
      };
    });
  }

  #read<Result>(operation: string, work: (tx: ManagedTransaction) => Promise<Result>): Promise<Result> {
    return readTransaction(this.#driver, this.#database, operation, work);
  }
}

async function leafVerdicts(tx: ManagedTransaction, tree: Tree | null): Promise<LeafVerdicts> {
  const { records } = await tx.run<VerdictOnTree>(READ_VERDICTS_ON_TREE);
  return new LeafVerdicts(
    tree,
    records.map((record) => record.toObject()),
  );
}

function emptyDiff(from: DiffView["from"], to: DiffView["to"]): DiffView {
  return { from, to, clusters: [], ancestors: [], changed: [], sharedClusters: 0 };
}
