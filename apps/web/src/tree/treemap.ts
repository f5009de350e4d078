import type { ClusterRow } from "./cluster-row.ts";
import type { ClusterTree } from "./cluster-tree.ts";
import type { Open } from "./cut.ts";

/** A rectangle of the area picture, in the units of the given width and height. */
export interface Tile {
  readonly cluster: ClusterRow;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Divides an area among the clusters of a cut by following the tree: every merge halves its rectangle along the longer side, in
 * proportion to its children. Kin stand side by side, and moving the cut only divides or joins rectangles; nothing jumps.
 *
 * @param weightOf - what the area says: lines, or templates. Not negative; areas add up to width × height.
 * @returns a tile for each cluster of the cut with a weight above 0, in leaf order.
 */
export function treemap(
  tree: ClusterTree,
  openIds: Open,
  area: { readonly width: number; readonly height: number },
  weightOf: (cluster: ClusterRow) => number,
): Tile[] {
  const tiles: Tile[] = [];
  const stack: Tile[] = [];
  if (tree.root !== null && weightOf(tree.root) > 0) stack.push({ cluster: tree.root, x: 0, y: 0, ...area });
  for (let tile = stack.pop(); tile !== undefined; tile = stack.pop()) {
    const children = openIds.has(tile.cluster.id) ? tree.childrenOf.get(tile.cluster.id) : undefined;
    if (children === undefined) tiles.push(tile);
    else stack.push(...divide(tile, children, weightOf).toReversed());
  }
  return tiles;
}

function divide(
  tile: Tile,
  children: readonly ClusterRow[],
  weightOf: (cluster: ClusterRow) => number,
): Tile[] {
  const total = children.reduce((sum, child) => sum + weightOf(child), 0);
  const isWide = tile.width >= tile.height;
  const parts: Tile[] = [];
  let { x, y } = tile;
  for (const cluster of children) {
    const share = weightOf(cluster) / total;
    if (!(share > 0)) continue;
    const width = isWide ? tile.width * share : tile.width;
    const height = isWide ? tile.height : tile.height * share;
    parts.push({ cluster, x, y, width, height });
    if (isWide) x += width;
    else y += height;
  }
  return parts;
}
