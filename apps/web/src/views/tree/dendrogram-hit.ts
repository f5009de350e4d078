import type { DendrogramLayout } from "../../tree/dendrogram-layout.ts";
import { xOf, type Frame } from "./draw-dendrogram.ts";

/** The slot under a point of the canvas: the row's tip, then up to the branch that spans the point; -1 where there is none. */
export function slotAt(layout: DendrogramLayout, frame: Frame, x: number, y: number): number {
  if (y < frame.scaleHeight) return -1;
  const row = Math.floor((y - frame.scaleHeight + frame.scrollTop) / frame.rowHeight);
  let slot = layout.tips[row] ?? -1;
  for (let up = slot; up >= 0; up = layout.parent[up] ?? -1) {
    const cluster = layout.clusters[up];
    if (cluster === undefined) break;
    slot = up;
    const parent = layout.clusters[layout.parent[up] ?? -1];
    // A little to the left of the joint still means the joint.
    if (parent === undefined || x >= xOf(frame, parent.mergeHeight) + 3) break;
  }
  return slot;
}
