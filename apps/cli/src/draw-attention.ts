import type { FoldedFinding, RuleFacts, Severity } from "@deepsec/engine";
import type { Outlier } from "./analysis.ts";
import { fitted } from "./display-width.ts";
import { titleText } from "./finding-output.ts";
import { stepRows } from "./finding-steps.ts";
import { counted } from "./format-numbers.ts";
import { placeText } from "./outlier-place.ts";
import type { Paint } from "./paint.ts";
import { credit } from "./rules/credit.ts";
import { safeText } from "./safe-text.ts";
import { wrapped } from "./wrap-text.ts";

const SHOWN_MAX = 12;
const SEVERITIES = ["HIGH", "MEDIUM", "LOW"] as const;
const INDENT = " ".repeat(8);

/** One thing to look at. */
interface Entry {
  readonly severity: Severity;
  readonly title: string;
  readonly places: readonly string[];
  readonly reasons: readonly string[];
}

/** What needs a look, the most severe first; of one severity, attacks before kinds of line that stand out. */
export function attentionRows(
  findings: readonly FoldedFinding[],
  outliers: readonly Outlier[],
  isNamed: boolean,
  columns: number,
  paint: Paint,
  facts?: ReadonlyMap<string, RuleFacts>,
): string[] {
  const entries: Entry[] = [
    ...findings.map((finding) => ({
      severity: finding.severity,
      title: titleText(finding.title, finding.techniques),
      places: stepRows(finding, isNamed),
      reasons: [finding.reason, credit(facts?.get(finding.rule)) ?? []].flat(),
    })),
    ...outliers.map((outlier) => ({
      severity: outlier.severity,
      title: outlier.example,
      places: [placeText(outlier, isNamed)],
      reasons: [outlier.reason],
    })),
  ];
  if (entries.length === 0) return [paint.bold("Nothing needs a look")];
  const sorted = SEVERITIES.flatMap((severity) => entries.filter((entry) => entry.severity === severity));
  const counts = SEVERITIES.flatMap((severity) => {
    const { length } = entries.filter((entry) => entry.severity === severity);
    return length === 0 ? [] : `${length} ${severity}`;
  });
  return [
    `${paint.bold("Needs a look")}${paint.dim(`: ${counts.join(", ")}`)}`,
    ...sorted.slice(0, SHOWN_MAX).flatMap((entry) => entryRows(entry, columns, paint)),
    ...(sorted.length > SHOWN_MAX
      ? [paint.dim(`${counted(sorted.length - SHOWN_MAX, "thing")} more: deepsec outliers shows all`)]
      : []),
  ];
}

function entryRows({ severity, title, places, reasons }: Entry, columns: number, paint: Paint): string[] {
  const room = columns - INDENT.length;
  const colour = severity === "HIGH" ? paint.red : severity === "MEDIUM" ? paint.yellow : paint.dim;
  return [
    `${colour(severity.padEnd(6))}  ${fitted(safeText(title), room)}`,
    ...places.map((place) => paint.dim(`${INDENT}${fitted(safeText(place), room)}`)),
    ...reasons.flatMap((reason) => wrapped(safeText(reason), room)).map((row) => INDENT + fitted(row, room)),
  ];
}
