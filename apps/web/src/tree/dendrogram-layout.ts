import type { ClusterRow } from "./cluster-row.ts";
import type { FlatTree } from "./flat-tree.ts";

/**
 * Where the clusters of an open tree stand, in rows (y) and merge heights (x): flat arrays, one slot a cluster, parents before
 * children, so that drawing 20,000 of them is a loop over numbers.
 */
export interface DendrogramLayout {
  readonly clusters: readonly ClusterRow[];
  /** Slot here of each slot of the flat tree; -1: it is not shown. */
  readonly slotOf: Int32Array;
  /** Row of its middle: tips stand on 0, 1, 2 …, an open cluster halfway between its outer children. */
  readonly y: Float64Array;
  /** Rows of its first and last child; its own row for a tip. */
  readonly top: Float64Array;
  readonly bottom: Float64Array;
  /** First and last tip below it: a view that shows none of them need not look inside. */
  readonly firstTip: Int32Array;
  readonly lastTip: Int32Array;
  /** Slot of its parent, -1 at the root. */
  readonly parent: Int32Array;
  readonly isTip: Uint8Array;
  /** Slots of the tips, from top to bottom. */
  readonly tips: Int32Array;
}

/** @param open - by slot of the flat tree: 1 where a cluster stands open, which one without children never does. */
export function layoutDendrogram(tree: FlatTree, open: Uint8Array): DendrogramLayout {
  const clusters: ClusterRow[] = [];
  const parents: number[] = [];
  const tipSlots: number[] = [];
  const slotOf = new Int32Array(tree.clusters.length).fill(-1);
  for (let at = 0; at < tree.clusters.length;) {
    const cluster = tree.clusters[at];
    if (cluster === undefined) break;
    const slot = clusters.push(cluster) - 1;
    slotOf[at] = slot;
    parents.push(slotOf[tree.parent[at] ?? -1] ?? -1);
    const end = tree.end[at] ?? 0;
    const isOpen = open[at] === 1 && end > at + 1;
    if (!isOpen) tipSlots.push(slot);
    at = isOpen ? at + 1 : end;
  }
  return place({ clusters, slotOf, parent: Int32Array.from(parents), tips: Int32Array.from(tipSlots) });
}

function place(shown: Pick<DendrogramLayout, "clusters" | "slotOf" | "parent" | "tips">): DendrogramLayout {
  const { parent, tips } = shown;
  const n = parent.length;
  const layout = {
    ...shown,
    y: new Float64Array(n),
    top: new Float64Array(n).fill(Infinity),
    bottom: new Float64Array(n).fill(-Infinity),
    firstTip: new Int32Array(n).fill(n),
    lastTip: new Int32Array(n).fill(-1),
    isTip: new Uint8Array(n),
  };
  tips.forEach((slot, row) => {
    layout.isTip[slot] = 1;
    layout.top[slot] = row;
    layout.bottom[slot] = row;
    layout.firstTip[slot] = row;
    layout.lastTip[slot] = row;
  });
  // Children stand behind their parents, so one pass from the end meets every child before its parent.
  for (let slot = n - 1; slot >= 0; slot -= 1) {
    const y = ((layout.top[slot] ?? 0) + (layout.bottom[slot] ?? 0)) / 2;
    layout.y[slot] = y;
    const up = parent[slot] ?? -1;
    if (up < 0) continue;
    layout.top[up] = Math.min(layout.top[up] ?? y, y);
    layout.bottom[up] = Math.max(layout.bottom[up] ?? y, y);
    layout.firstTip[up] = Math.min(layout.firstTip[up] ?? n, layout.firstTip[slot] ?? n);
    layout.lastTip[up] = Math.max(layout.lastTip[up] ?? -1, layout.lastTip[slot] ?? -1);
  }
  return layout;
}
