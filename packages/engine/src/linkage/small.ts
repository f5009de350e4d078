import { agnes, type AgglomerationMethod, type Cluster as HclustCluster } from "ml-hclust";
import type { CondensedMatrix } from "../condensed.ts";
import type { LinkageMethod } from "./method.ts";
import type { RawMerges } from "./raw-merges.ts";

const NAMES: Readonly<Record<LinkageMethod, AgglomerationMethod>> = {
  single: "single",
  complete: "complete",
  average: "average",
  weighted: "wpgma",
  // "ward2" is what SciPy and R (ward.D2) call Ward: distances in, distances out.
  ward: "ward2",
};

/**
 * The same by ml-hclust: the nearest two of all are joined, then the next. Cubic time, so for few observations.
 *
 * @returns n−1 joins, children before their parents.
 */
export function smallLinkage(matrix: CondensedMatrix, method: LinkageMethod): RawMerges {
  const { n } = matrix;
  const rows = Array.from({ length: n }, (_row, i) => Array.from({ length: n }, (_, j) => matrix.get(i, j)));
  const root = agnes(rows, { method: NAMES[method], isDistanceMatrix: true });
  const inner: HclustCluster[] = [];
  const stack = [root];
  for (let cluster = stack.pop(); cluster !== undefined; cluster = stack.pop()) {
    if (cluster.isLeaf) continue;
    inner.push(cluster);
    stack.push(...cluster.children);
  }
  inner.reverse();
  const someLeaf = new Map<HclustCluster, number>();
  const leafOf = (cluster: HclustCluster | undefined): number =>
    cluster === undefined ? 0 : cluster.isLeaf ? cluster.index : (someLeaf.get(cluster) ?? 0);
  const raw = {
    leafA: new Int32Array(n - 1),
    leafB: new Int32Array(n - 1),
    heights: new Float64Array(n - 1),
  };
  for (const [i, cluster] of inner.entries()) {
    const [left, right] = cluster.children;
    raw.leafA[i] = leafOf(left);
    raw.leafB[i] = leafOf(right);
    raw.heights[i] = cluster.height;
    someLeaf.set(cluster, leafOf(left));
  }
  return raw;
}
