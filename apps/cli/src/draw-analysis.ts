import type { Level, RuleFacts } from "@deepsec/engine";
import type { Analysis } from "./analysis.ts";
import { displayWidth, fitted } from "./display-width.ts";
import { attentionRows } from "./draw-attention.ts";
import { drawTree } from "./draw-tree.ts";
import { bar, bytesText, counted, countText, durationText, shareText, timeText } from "./format-numbers.ts";
import type { Paint } from "./paint.ts";
import { safeText } from "./safe-text.ts";
import type { Summary } from "./summary.ts";
import type { SizedCluster } from "./tree-view.ts";

const BAR_COLUMNS = 16;

/** What was read, for the head of the overview. */
export interface ReadTotals {
  readonly sources: readonly string[];
  readonly lines: number;
  readonly bytes: number;
}

export function levelPaint(level: Level | "none" | null, paint: Paint): (text: string) => string {
  if (level === "fatal" || level === "error") return paint.red;
  return level === "warn" ? paint.yellow : (text) => text;
}

function head(
  totals: ReadTotals,
  summary: Summary,
  templates: number,
  timeZone: string,
  columns: number,
  paint: Paint,
): string[] {
  const [first] = totals.sources;
  const name =
    totals.sources.length === 1
      ? first === "-"
        ? "standard input"
        : (first ?? "")
      : counted(totals.sources.length, "file");
  const rows = [
    paint.bold(fitted(safeText(name), columns)),
    `${counted(totals.lines, "line")}, ${bytesText(totals.bytes)}, ${counted(summary.events, "event")} of ${counted(templates, "template")}`,
  ];
  if (summary.from !== null && summary.to !== null) {
    const span = durationText(Date.parse(summary.to) - Date.parse(summary.from));
    const untimed =
      summary.withoutTimestamp === 0 ? "" : `, ${counted(summary.withoutTimestamp, "event")} without a time`;
    rows.push(
      `${timeText(summary.from, timeZone)} to ${timeText(summary.to, timeZone)} ${timeZone} (${span})${untimed}`,
    );
  } else if (summary.events > 0) rows.push("no event says when it happened");
  const levels = summary.levels.map(({ level, events }) =>
    level === "none"
      ? `${countText(events)} say none`
      : levelPaint(level, paint)(`${countText(events)} ${level}`),
  );
  if (levels.length > 0) rows.push(`levels  ${levels.join("  ")}`);
  if (summary.programs.length > 0) rows.push(programsRow(summary.programs, columns));
  return rows;
}

function programsRow(programs: Summary["programs"], columns: number): string {
  const shown: string[] = [];
  // Room for the words that tell how many were left out.
  let room = columns - "programs".length - 16;
  for (const { program, events } of programs) {
    const words = `  ${safeText(program)} ${countText(events)}`;
    room -= displayWidth(words);
    if (room < 0) break;
    shown.push(words);
  }
  const left = programs.length - shown.length;
  return `programs${shown.join("")}${left === 0 ? "" : `  and ${countText(left)} more`}`;
}

function clusterRow(
  cluster: SizedCluster,
  lines: number,
  sizeWidth: number,
  columns: number,
  paint: Paint,
): string {
  const numbers = `${countText(cluster.size).padStart(sizeWidth)} ${shareText(cluster.size, lines).padStart(4)} `;
  const members = cluster.templateId === null ? `  ${counted(cluster.leafCount, "template")}` : "";
  const room = columns - numbers.length - BAR_COLUMNS - 1 - members.length;
  const words = fitted(safeText(cluster.template ?? cluster.label), room);
  const gap = members === "" ? "" : " ".repeat(Math.max(0, room - displayWidth(words)));
  return `${numbers}${paint.cyan(bar(cluster.size, lines, BAR_COLUMNS))} ${levelPaint(cluster.level, paint)(words)}${gap}${paint.dim(members)}`.trimEnd();
}

/** The overview that a person wants of a set of sources, each row in at most `columns` columns. */
export function drawAnalysis(
  totals: ReadTotals,
  summary: Summary,
  analysis: Analysis,
  timeZone: string,
  columns: number,
  paint: Paint,
  facts?: ReadonlyMap<string, RuleFacts>,
): string {
  const rows = head(totals, summary, analysis.templates.length, timeZone, columns, paint);
  const { clusters, view, findings, outliers } = analysis;
  rows.push("", ...attentionRows(findings, outliers, totals.sources.length > 1, columns, paint, facts));
  if (clusters.length > 0) {
    const lines = clusters.reduce((sum, cluster) => sum + cluster.size, 0);
    const sizeWidth = countText(lines).length;
    const where =
      analysis.cutHeight === null ? "" : paint.dim(`, cut below ${analysis.cutHeight.toFixed(2)}`);
    rows.push("", `${paint.bold(counted(clusters.length, "cluster"))}${where}`);
    for (const cluster of clusters) rows.push(clusterRow(cluster, lines, sizeWidth, columns, paint));
    const silent = totals.lines - lines;
    if (silent > 0)
      rows.push(paint.dim(`${countText(silent).padStart(sizeWidth)} blank lines, in no cluster`));
    rows.push("", paint.bold("Tree"), drawTree(view, columns, paint).trimEnd());
  }
  return `${rows.join("\n")}\n`;
}
