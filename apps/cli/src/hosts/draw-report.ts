import type { CheckState, HostCheck, HostReport } from "@deepsec/collector";
import { displayWidth } from "../display-width.ts";
import type { Paint } from "../paint.ts";
import { safeText } from "../safe-text.ts";
import { wrapped } from "../wrap-text.ts";

const STATE_COLUMNS = 7;
/** A longer path has a row of its own. */
const SUBJECT_COLUMNS_MAX = 28;

function statePaint(state: CheckState, paint: Paint): (text: string) => string {
  if (state === "green") return paint.green;
  return state === "amber" ? paint.yellow : paint.red;
}

/** The checks in columns: state, subject, fact; below it what to type, unbroken, so that it can be copied. */
export function drawReport({ checks }: Pick<HostReport, "checks">, columns: number, paint: Paint): string {
  const widths = checks.map(({ subject }) => displayWidth(safeText(subject)));
  const subjectColumns = Math.max(0, ...widths.filter((width) => width <= SUBJECT_COLUMNS_MAX));
  const rows = checks.flatMap((check) => checkRows(check, subjectColumns, columns, paint));
  return rows.map((row) => `${row}\n`).join("");
}

function checkRows(check: HostCheck, subjectColumns: number, columns: number, paint: Paint): string[] {
  const left = STATE_COLUMNS + subjectColumns + 2;
  const state = statePaint(check.state, paint)(check.state.padEnd(STATE_COLUMNS));
  const subject = safeText(check.subject);
  const facts = wrapped(safeText(check.fact), Math.max(20, columns - left));
  const indent = " ".repeat(left);
  const rows =
    displayWidth(subject) > subjectColumns
      ? [`${state}${subject}`, ...facts.map((fact) => indent + fact)]
      : facts.map((fact, index) =>
          index === 0
            ? `${state}${subject}${" ".repeat(subjectColumns + 2 - displayWidth(subject))}${fact}`
            : indent + fact,
        );
  return [
    ...rows,
    ...check.fixes.map((fix) => `${" ".repeat(STATE_COLUMNS)}${paint.cyan("> ")}${safeText(fix)}`),
  ];
}
