import type { Level } from "@deepsec/engine";
import type { Analysis, Outlier } from "./analysis.ts";
import { displayWidth, fitted } from "./display-width.ts";
import { drawTree } from "./draw-tree.ts";
import { bar, bytesText, counted, countText, durationText, shareText, timeText } from "./format-numbers.ts";
import type { Paint } from "./paint.ts";
import { safeText } from "./safe-text.ts";
import type { Summary } from "./summary.ts";
import type { SizedCluster } from "./tree-view.ts";
import { wrapped } from "./wrap-text.ts";

const BAR_COLUMNS = 16;
const OUTLIERS_SHOWN_MAX = 10;

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

/** `line 17`, `lines 17 to 24 and 3 more`, with the source in front where there are several. */
export function placeText({ places, events }: Pick<Outlier, "places" | "events">, isNamed: boolean): string {
  const [place] = places;
  if (place === undefined) return "";
  const { source, firstLine, lastLine } = place;
  const at = firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`;
  const more = events > 1 ? `, ${countText(events)} times in all` : "";
  return `${isNamed ? `${source} ` : ""}${at}${more}`;
}

function severityPaint({ severity }: Outlier, paint: Paint): (text: string) => string {
  return severity === "HIGH" ? paint.red : severity === "MEDIUM" ? paint.yellow : paint.dim;
}

function outlierRows(outlier: Outlier, isNamed: boolean, columns: number, paint: Paint): string[] {
  const severity = severityPaint(outlier, paint)(outlier.severity.padEnd(6));
  const indent = " ".repeat(8);
  return [
    `${severity}  ${fitted(safeText(outlier.example), columns - 8)}`,
    paint.dim(`${indent}${fitted(safeText(placeText(outlier, isNamed)), columns - 8)}`),
    ...wrapped(safeText(outlier.reason), columns - 8).map((row) => indent + row),
  ];
}

/** The overview that a person wants of a set of sources, each row in at most `columns` columns. */
export function drawAnalysis(
  totals: ReadTotals,
  summary: Summary,
  analysis: Analysis,
  timeZone: string,
  columns: number,
  paint: Paint,
): string {
  const rows = head(totals, summary, analysis.templates.length, timeZone, columns, paint);
  const { clusters, view, outliers } = analysis;
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
  rows.push("", paint.bold(outliers.length === 0 ? "No outliers" : counted(outliers.length, "outlier")));
  for (const outlier of outliers.slice(0, OUTLIERS_SHOWN_MAX))
    rows.push(...outlierRows(outlier, totals.sources.length > 1, columns, paint));
  if (outliers.length > OUTLIERS_SHOWN_MAX)
    rows.push(paint.dim(`${outliers.length - OUTLIERS_SHOWN_MAX} more: deepsec outliers shows all`));
  return `${rows.join("\n")}\n`;
}
