import type { DendrogramLayout } from "../../tree/dendrogram-layout.ts";
import type { Palette } from "./palette.ts";

/** Where the picture stands on the canvas, in CSS pixels. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Rows begin below the scale. */
  readonly scaleHeight: number;
  /** From the root's line to merge height 0; names stand to the right of it. */
  readonly left: number;
  readonly right: number;
  readonly rowHeight: number;
  readonly scrollTop: number;
  /** Merge height at `left`. */
  readonly heightMax: number;
}

export interface Marks {
  readonly selectedSlot: number;
  readonly pointedSlot: number;
  readonly cutHeight: number;
  /** Lines of the whole tree: branches are as thick as their part of it. */
  readonly totalLines: number;
}

const THICKNESS_MAX = 7;
/** A branch lower than this on the screen is drawn as one bar. */
const DETAIL_MIN = 1.5;
/** Rows lower than this have no names. */
export const NAME_ROW_MIN = 12;
const TICKS = [0, 0.2, 0.4, 0.6, 0.8, 1];

export function xOf(frame: Frame, mergeHeight: number): number {
  return frame.left + (1 - mergeHeight / frame.heightMax) * (frame.right - frame.left);
}

export function yOf(frame: Frame, row: number): number {
  return frame.scaleHeight + (row + 0.5) * frame.rowHeight - frame.scrollTop;
}

/** Draws what is in view: time goes with what is seen, not with the size of the tree. */
export function drawDendrogram(
  context: CanvasRenderingContext2D,
  layout: DendrogramLayout,
  frame: Frame,
  marks: Marks,
  palette: Palette,
): void {
  context.clearRect(0, 0, frame.width, frame.height);
  drawGrid(context, frame, palette);
  drawBand(context, layout, frame, marks.selectedSlot, palette.selectedBand);
  if (marks.pointedSlot !== marks.selectedSlot) {
    drawBand(context, layout, frame, marks.pointedSlot, palette.pointedBand);
  }
  const firstRow = Math.floor(frame.scrollTop / frame.rowHeight) - 1;
  const lastRow = Math.ceil((frame.scrollTop + frame.height) / frame.rowHeight) + 1;
  const onPath = pathSlots(layout, marks.selectedSlot);
  let lastTipY = -1;
  for (let slot = 0; slot < layout.clusters.length;) {
    const first = layout.firstTip[slot] ?? 0;
    const last = layout.lastTip[slot] ?? 0;
    const isSmall = (last - first + 1) * frame.rowHeight < DETAIL_MIN;
    const isOut = last < firstRow || first > lastRow;
    const isTip = layout.isTip[slot] === 1;
    // Of tips on one and the same pixel the first is drawn.
    const tipY = isTip ? Math.floor(yOf(frame, first)) : -1;
    if (!isOut && !(isTip && tipY === lastTipY)) {
      const colour = onPath.has(slot) ? palette.accent : palette.branch;
      drawBranch(context, layout, frame, slot, marks.totalLines, colour);
      if (isTip) drawTip(context, layout, frame, slot, palette);
      else if (isSmall) drawSmall(context, layout, frame, slot, palette.branch);
    }
    if (isTip) lastTipY = tipY;
    // Slots are in preorder: what is below a cluster follows it, so leaving it out is a jump.
    slot += isOut || isSmall ? descendants(layout, slot) + 1 : 1;
  }
  context.clearRect(0, 0, frame.width, frame.scaleHeight);
  drawScale(context, frame, marks.cutHeight, palette);
  drawCutLine(context, frame, marks.cutHeight, palette);
}

/** An open binary tree over t tips has 2t−1 slots. */
function descendants(layout: DendrogramLayout, slot: number): number {
  return 2 * ((layout.lastTip[slot] ?? 0) - (layout.firstTip[slot] ?? 0));
}

function pathSlots(layout: DendrogramLayout, slot: number): Set<number> {
  const slots = new Set<number>();
  for (let at = slot; at >= 0; at = layout.parent[at] ?? -1) slots.add(at);
  return slots;
}

function drawGrid(context: CanvasRenderingContext2D, frame: Frame, palette: Palette): void {
  context.fillStyle = palette.grid;
  for (const tick of TICKS) {
    if (tick <= frame.heightMax)
      context.fillRect(Math.round(xOf(frame, tick)), frame.scaleHeight, 1, frame.height);
  }
}

function drawScale(
  context: CanvasRenderingContext2D,
  frame: Frame,
  cutHeight: number,
  palette: Palette,
): void {
  context.fillStyle = palette.faintText;
  context.font = palette.scaleFont;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const tick of TICKS) {
    const x = xOf(frame, tick);
    // The grip of the cut line stands in the scale.
    if (tick > frame.heightMax || Math.abs(x - xOf(frame, cutHeight)) < 18) continue;
    context.fillText(tick.toFixed(1), x, frame.scaleHeight / 2);
  }
  context.fillStyle = palette.grid;
  context.fillRect(0, frame.scaleHeight - 1, frame.width, 1);
}

function drawCutLine(
  context: CanvasRenderingContext2D,
  frame: Frame,
  cutHeight: number,
  palette: Palette,
): void {
  context.fillStyle = palette.accent;
  context.fillRect(Math.round(xOf(frame, cutHeight)) - 0.5, frame.scaleHeight, 1.5, frame.height);
}

function drawBand(
  context: CanvasRenderingContext2D,
  layout: DendrogramLayout,
  frame: Frame,
  slot: number,
  colour: string,
): void {
  const cluster = layout.clusters[slot];
  if (cluster === undefined) return;
  const top = yOf(frame, (layout.firstTip[slot] ?? 0) - 0.5);
  const bottom = yOf(frame, (layout.lastTip[slot] ?? 0) + 0.5);
  const left = xOf(frame, cluster.mergeHeight) - 6;
  context.fillStyle = colour;
  context.fillRect(left, top, frame.width - left, bottom - top);
}

function drawBranch(
  context: CanvasRenderingContext2D,
  layout: DendrogramLayout,
  frame: Frame,
  slot: number,
  totalLines: number,
  colour: string,
): void {
  const cluster = layout.clusters[slot];
  if (cluster === undefined) return;
  const parent = layout.clusters[layout.parent[slot] ?? -1];
  const x = xOf(frame, cluster.mergeHeight);
  const from = parent === undefined ? Math.max(0, x - 10) : xOf(frame, parent.mergeHeight);
  const y = yOf(frame, layout.y[slot] ?? 0);
  const room = Math.max(1, frame.rowHeight * 0.6);
  const thickness = Math.min(
    room,
    1 + (THICKNESS_MAX - 1) * Math.sqrt(cluster.size / Math.max(1, totalLines)),
  );
  context.fillStyle = colour;
  context.fillRect(from, y - thickness / 2, Math.max(1, x - from), thickness);
  if (layout.isTip[slot] === 1) return;
  const top = yOf(frame, layout.top[slot] ?? 0);
  const bottom = yOf(frame, layout.bottom[slot] ?? 0);
  context.fillRect(x - 0.75, top, 1.5, bottom - top);
}

/** All that is below a branch too low to show: one bar from its joint down to height 0. */
function drawSmall(
  context: CanvasRenderingContext2D,
  layout: DendrogramLayout,
  frame: Frame,
  slot: number,
  colour: string,
): void {
  const x = xOf(frame, layout.clusters[slot]?.mergeHeight ?? 0);
  const top = yOf(frame, (layout.firstTip[slot] ?? 0) - 0.5);
  const bottom = yOf(frame, (layout.lastTip[slot] ?? 0) + 0.5);
  context.fillStyle = colour;
  context.fillRect(x, top, frame.right - x, Math.max(0.5, bottom - top - 0.25));
}

/** A closed cluster is a wedge from where it was joined down to height 0; a leaf is a dot on height 0. */
function drawTip(
  context: CanvasRenderingContext2D,
  layout: DendrogramLayout,
  frame: Frame,
  slot: number,
  palette: Palette,
): void {
  const cluster = layout.clusters[slot];
  if (cluster === undefined) return;
  const y = yOf(frame, layout.y[slot] ?? 0);
  const end = frame.right;
  context.fillStyle = palette.levels[cluster.level ?? "none"] ?? palette.branch;
  context.beginPath();
  if (cluster.leafCount > 1) {
    const half = Math.min(frame.rowHeight * 0.42, 2 + Math.log2(cluster.leafCount) * 1.4);
    context.moveTo(Math.min(xOf(frame, cluster.mergeHeight), end - 8), y);
    context.lineTo(end, y - half);
    context.lineTo(end, y + half);
  } else {
    context.arc(end, y, Math.min(3.5, Math.max(0.8, frame.rowHeight * 0.35)), 0, Math.PI * 2);
  }
  context.fill();
  if (frame.rowHeight >= NAME_ROW_MIN) drawName(context, cluster, frame, y, palette);
}

function drawName(
  context: CanvasRenderingContext2D,
  cluster: DendrogramLayout["clusters"][number],
  frame: Frame,
  y: number,
  palette: Palette,
): void {
  const room = frame.width - frame.right - 22;
  if (room < 40) return;
  const isLeaf = cluster.template !== null;
  context.font = isLeaf ? palette.monoFont : palette.sansFont;
  context.fillStyle = palette.text;
  context.textAlign = "left";
  context.textBaseline = "middle";
  const kinds = cluster.leafCount > 1 ? ` (${cluster.leafCount})` : "";
  const name = (cluster.template ?? cluster.label).slice(0, 200).replaceAll(/\s+/g, " ");
  context.fillText(shortened(context, name, kinds, room), frame.right + 12, y);
}

function shortened(context: CanvasRenderingContext2D, name: string, end: string, room: number): string {
  const width = context.measureText(name + end).width;
  if (width <= room) return name + end;
  const kept = Math.floor((name.length + end.length) * (room / width)) - end.length - 2;
  return `${name.slice(0, Math.max(3, kept))}…${end}`;
}
