import type { ClusterRow } from "./cluster-row.ts";
import type { ClusterTree } from "./cluster-tree.ts";
import { flatTree } from "./flat-tree.ts";

/** Which clusters stand open: asked of each that is seen, never listed, so that a drag builds no sets. */
export type Open = Pick<ReadonlySet<string>, "has">;

/** A tree sliced into flat clusters. */
export interface Cut {
  /** Clusters above the cut: those that stand open. */
  readonly openIds: Open;
  /** How many clusters it makes. */
  readonly count: number;
  /** The flat clustering, in leaf order; worked out when asked for, which a drag never does. */
  readonly clusters: readonly ClusterRow[];
  /** Between the lowest merge above the cut and the highest below it. */
  readonly cutHeight: number;
}

/** What a falling cut opens of one tree, in order; kept with the tree, so that a drag sorts nothing. */
const openingOrders = new WeakMap<ClusterTree, OpeningOrder>();

interface OpeningOrder {
  readonly clusters: readonly ClusterRow[];
  /** Place in it, by slot of the flat tree; NEVER where there is nothing here to open. */
  readonly places: Int32Array;
  /** The highest merge whose children are not here. */
  readonly highestAway: number;
}

const NEVER = 2 ** 31 - 1;

/**
 * Inner clusters below the root whose children are here: highest first, then nearest to the root, then by id. The API cuts in the
 * same order, so that the same count means the same clusters.
 */
function openingOrder(tree: ClusterTree): OpeningOrder {
  const known = openingOrders.get(tree);
  if (known !== undefined) return known;
  const { clusters, end, depth, slotOf } = flatTree(tree);
  const order = clusters.filter((_, slot) => (end[slot] ?? 0) > slot + 1);
  const highestAway = clusters.reduce(
    (highest, { mergeHeight }, slot) => (end[slot] === slot + 1 ? Math.max(highest, mergeHeight) : highest),
    0,
  );
  const depthOf = ({ id }: ClusterRow) => depth[slotOf.get(id) ?? 0] ?? 0;
  order.sort((a, b) => b.mergeHeight - a.mergeHeight || depthOf(a) - depthOf(b) || (a.id < b.id ? -1 : 1));
  const places = new Int32Array(clusters.length).fill(NEVER);
  for (const [place, { id }] of order.entries()) places[slotOf.get(id) ?? 0] = place;
  const made = { clusters: order, places, highestAway };
  openingOrders.set(tree, made);
  return made;
}

/** How many clusters a cut into `count`, or as near to it as the tree that is here allows, has to open. */
function openedBy({ clusters }: OpeningOrder, count: number): number {
  return Math.max(0, Math.min(clusters.length, count - 1));
}

/**
 * Cuts into `count` clusters, or as near to it as the tree that is here allows. Moving `count` only opens or closes branches.
 *
 * @param count - from 1.
 */
export function cutInto(tree: ClusterTree, count: number): Cut {
  const order = openingOrder(tree);
  const opened = openedBy(order, count);
  const { slotOf } = flatTree(tree);
  const openIds: Open = { has: (id) => (order.places[slotOf.get(id) ?? -1] ?? NEVER) < opened };
  const lowestAbove = order.clusters[opened - 1]?.mergeHeight ?? tree.root?.mergeHeight ?? 0;
  const highestBelow = Math.max(order.clusters[opened]?.mergeHeight ?? 0, order.highestAway);
  let clusters: readonly ClusterRow[] | null = null;
  return {
    openIds,
    count: opened + 1,
    get clusters() {
      return (clusters ??= tips(tree, openIds));
    },
    cutHeight: opened === 0 ? lowestAbove : (lowestAbove + highestBelow) / 2,
  };
}

/** What `cutInto` opens, by slot of the flat tree: 1 where a cluster stands open. */
export function cutSlots(tree: ClusterTree, count: number): Uint8Array {
  const order = openingOrder(tree);
  const opened = openedBy(order, count);
  const slots = new Uint8Array(order.places.length);
  for (let slot = 0; slot < slots.length; slot += 1)
    if ((order.places[slot] ?? NEVER) < opened) slots[slot] = 1;
  return slots;
}

/** How many clusters a cut at this height gives: what was joined at or below it stays together. */
export function countAt(tree: ClusterTree, height: number): number {
  const { clusters: order } = openingOrder(tree);
  let [from, to] = [0, order.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((order[middle]?.mergeHeight ?? 0) > height) from = middle + 1;
    else to = middle;
  }
  return from + 1;
}

/** The clusters that are shown closed (or are leaves) when `openIds` stand open, in leaf order. */
export function tips(tree: ClusterTree, openIds: Open): ClusterRow[] {
  const found: ClusterRow[] = [];
  const stack = tree.root === null ? [] : [tree.root];
  for (let row = stack.pop(); row !== undefined; row = stack.pop()) {
    const children = openIds.has(row.id) ? tree.childrenOf.get(row.id) : undefined;
    if (children === undefined) found.push(row);
    else stack.push(...children.toReversed());
  }
  return found;
}
