import type { Change } from "@deepsec/engine";
import { levelPaint } from "../draw-analysis.ts";
import { fitted } from "../display-width.ts";
import { counted, countText } from "../format-numbers.ts";
import type { Paint } from "../paint.ts";
import { safeText } from "../safe-text.ts";
import type { Place } from "../event-places.ts";

import type { Branch } from "./roll-up.ts";

const TEMPLATES_SHOWN_MAX = 5;
const BRANCHES_SHOWN_MAX = 20;
const INDENT = "          ";
const MARKS: Readonly<Record<Change, string>> = { new: "+", grown: "↑", shrunk: "↓", gone: "-", same: " " };

/** The changes of a diff in the order in which they are read, with the words for each. */
export const CHANGES = [
  ["new", "only in the target"],
  ["grown", "more often than in the baseline"],
  ["shrunk", "less often than in the baseline"],
  ["gone", "only in the baseline"],
] as const satisfies readonly (readonly [Change, string])[];

function countsText({ change, events }: Branch): string {
  if (change === "new") return counted(events.target, "event");
  if (change === "gone") return `${counted(events.baseline, "event")} before`;
  return `${countText(events.baseline)} → ${countText(events.target)} events`;
}

function branchRows(branch: Branch, place: Place | undefined, columns: number, paint: Paint): string[] {
  const rows: string[] = [];
  const where = place === undefined ? "" : `, first at ${place.source} line ${place.firstLine}`;
  const many = branch.templates.length === 1 ? "" : `, ${countText(branch.templates.length)} templates`;
  const shown = branch.templates.slice(0, TEMPLATES_SHOWN_MAX);
  shown.forEach(({ level, text }, index) => {
    const mark = `  ${index === 0 ? MARKS[branch.change] : " "} ${(level ?? "").padEnd(5)} `;
    rows.push(levelPaint(level, paint)(`${mark}${fitted(safeText(text), columns - mark.length)}`));
  });
  const note = (text: string): void => {
    rows.push(paint.dim(`${INDENT}${fitted(safeText(text), columns - INDENT.length)}`));
  };
  const hidden = branch.templates.length - shown.length;
  if (hidden > 0) note(`and ${countText(hidden)} more like these`);
  note(`${countsText(branch)}${many}${where}`);
  if (branch.change === "new" && branch.kin !== null)
    note(`nearest kin at ${branch.kin.mergeHeight.toFixed(2)}: ${branch.kin.label}`);
  return rows;
}

/** What changed, for a person: each row in at most `columns` columns. */
export function drawDiff(
  branches: readonly Branch[],
  placeOf: (branch: Branch) => Place | undefined,
  columns: number,
  paint: Paint,
): string {
  const rows: string[] = [];
  for (const [change, words] of CHANGES) {
    const own = branches.filter((branch) => branch.change === change);
    if (own.length === 0) continue;
    if (rows.length > 0) rows.push("");
    rows.push(`${paint.bold(`${countText(own.length)} ${change}`)}${paint.dim(`, ${words}`)}`);
    for (const branch of own.slice(0, BRANCHES_SHOWN_MAX))
      rows.push(...branchRows(branch, placeOf(branch), columns, paint));
    const hidden = own.length - BRANCHES_SHOWN_MAX;
    if (hidden > 0) rows.push(paint.dim(`  and ${countText(hidden)} more: --json prints all`));
  }
  return rows.length === 0 ? "nothing new, grown, shrunk or gone\n" : `${rows.join("\n")}\n`;
}
