import { CondensedMatrix } from "../condensed.ts";
import { contentHash } from "../content-hash.ts";
import { EngineError } from "../engine-error.ts";
import { leafOrder } from "../leaf-order.ts";
import { linkage } from "../linkage.ts";
import { type Mix, mixDistance } from "./mix-distance.ts";

/** A node of the dendrogram of mixes. */
export interface MixCluster {
  /** Of a leaf the hash of its name, of an inner cluster that of its children's ids and its height. */
  readonly id: string;
  readonly parentId: string | null;
  /** Mean distance between the mixes of its two sides, 0 to 1; 0 in a leaf. */
  readonly mergeHeight: number;
  readonly leafCount: number;
  /** Place of its first leaf in the left-to-right order that draws without crossings, from 0. */
  readonly leafOrder: number;
  /** Leaf only, else null. */
  readonly name: string | null;
}

/**
 * The dendrogram of named mixes by average linkage over their distances. The same whatever order they come in: they are sorted
 * by name first, which also decides between equal distances.
 *
 * @returns Root first, every parent before its children; empty for none.
 * @throws EngineError `MISMATCH` when a name stands there twice.
 */
export function clusterMixes(mixes: readonly { readonly name: string; readonly mix: Mix }[]): MixCluster[] {
  const sorted = mixes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const n = sorted.length;
  if (new Set(sorted.map(({ name }) => name)).size < n) {
    throw new EngineError("MISMATCH", `the same name stands twice among ${n} mixes`);
  }
  const matrix = new CondensedMatrix(n);
  for (const [i, a] of sorted.entries()) {
    for (const [j, b] of sorted.entries()) if (i < j) matrix.set(i, j, mixDistance(a.mix, b.mix));
  }
  const merges = linkage(matrix, "average");
  const places = new Int32Array(n);
  for (const [place, leaf] of leafOrder(n, merges, (i, j) => matrix.get(i, j)).entries())
    places[leaf] = place;
  const nodes = sorted.map(({ name }, i) => leafNode(name, places[i] ?? 0));
  for (const { left, right, mergeHeight } of merges) {
    const sides = [nodes[left], nodes[right]].filter((side) => side !== undefined);
    const ids = sides.map(({ id }) => id).toSorted();
    const id = contentHash(JSON.stringify(["mix", ...ids, mergeHeight]));
    for (const side of sides) side.parentId = id;
    nodes.push({
      id,
      parentId: null,
      mergeHeight,
      leafCount: sides.reduce((sum, { leafCount }) => sum + leafCount, 0),
      leafOrder: Math.min(...sides.map((side) => side.leafOrder)),
      name: null,
    });
  }
  return nodes.toReversed();
}

function leafNode(name: string, place: number): { -readonly [Key in keyof MixCluster]: MixCluster[Key] } {
  return {
    id: contentHash(JSON.stringify(["mix", name])),
    parentId: null,
    mergeHeight: 0,
    leafCount: 1,
    leafOrder: place,
    name,
  };
}
