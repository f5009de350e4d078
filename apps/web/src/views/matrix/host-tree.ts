/** A node of the dendrogram of hosts, as the API sends it. */
export interface HostNode {
  readonly id: string;
  readonly parentId: string | null;
  readonly mergeHeight: number;
  readonly leafCount: number;
  readonly leafOrder: number;
  /** Name of a leaf; null of an inner node. */
  readonly host: string | null;
}

/** A joint of the dendrogram: from the middle of its left side to that of its right side, in columns; and its legs. */
export interface Joint {
  readonly id: string;
  readonly mergeHeight: number;
  readonly left: { readonly x: number; readonly mergeHeight: number };
  readonly right: { readonly x: number; readonly mergeHeight: number };
}

/** The joints, in columns of the leaf order: leaf 0 stands at 0.5. */
export function joints(nodes: readonly HostNode[]): Joint[] {
  const childrenOf = Map.groupBy(nodes, ({ parentId }) => parentId);
  const xs = new Map<string, number>();
  const found: Joint[] = [];
  // Root first in the answer, so from the end children come before parents.
  for (const node of nodes.toReversed()) {
    const [left, right] = (childrenOf.get(node.id) ?? []).toSorted((a, b) => a.leafOrder - b.leafOrder);
    if (left === undefined || right === undefined) {
      xs.set(node.id, node.leafOrder + 0.5);
      continue;
    }
    const [from, to] = [xs.get(left.id) ?? 0, xs.get(right.id) ?? 0];
    xs.set(node.id, (from + to) / 2);
    found.push({
      id: node.id,
      mergeHeight: node.mergeHeight,
      left: { x: from, mergeHeight: left.mergeHeight },
      right: { x: to, mergeHeight: right.mergeHeight },
    });
  }
  return found;
}

/** The host that joins the others last, when it is one alone and clearly later than those join one another. */
export interface OddOne {
  readonly host: string;
  readonly mergeHeight: number;
  /** Height below which the rest joins. */
  readonly restHeight: number;
}

/** How much higher than the rest an odd one joins, at least. */
const CLEARLY = 1.15;

/** Null when no host stands apart, or there are fewer than three. */
export function oddOneOut(nodes: readonly HostNode[]): OddOne | null {
  const root = nodes.find(({ parentId }) => parentId === null);
  if (root === undefined || root.leafCount < 3) return null;
  const sides = nodes.filter(({ parentId }) => parentId === root.id);
  const alone = sides.find(({ leafCount }) => leafCount === 1);
  const rest = sides.find(({ leafCount }) => leafCount > 1);
  if (alone?.host === undefined || alone.host === null || rest === undefined) return null;
  if (root.mergeHeight < rest.mergeHeight * CLEARLY) return null;
  return { host: alone.host, mergeHeight: root.mergeHeight, restHeight: rest.mergeHeight };
}
