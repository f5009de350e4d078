import { displayWidth, fitted } from "../display-width.ts";
import { counted, timeText } from "../format-numbers.ts";
import { safeText } from "../safe-text.ts";
import { wrapped } from "../wrap-text.ts";

/** A verdict as these commands ask for it. */
export interface Verdict {
  readonly id: string;
  readonly phase: string;
  readonly target: string;
  readonly subject: string;
  readonly templateCount: number;
  readonly inheritedCount: number;
  readonly note: string;
  readonly author: string;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly isInForce: boolean;
  readonly endedAt: string | null;
  readonly endReason: string | null;
}

export const VERDICT_FIELDS = `id phase target subject clusterId templateId findingId rule valueKind valueText mergeHeight templateCount
  inheritedCount note author createdAt expiresAt isInForce endedAt endReason`;

/** So much of an id tells one verdict from another. */
const ID_LENGTH = 8;
const INDENT = " ".repeat(ID_LENGTH + 2);

/** A row for what and about what, and under it who, when and why. */
export function drawVerdict(verdict: Verdict, columns: number): string {
  const { id, phase, target, subject, note } = verdict;
  const head = safeText(`${id.slice(0, ID_LENGTH)}  ${phase.padEnd(9)}  ${target.padEnd(8)}  ${subject}`);
  const below = safeText([terms(verdict), note].filter((part) => part !== "").join(": "));
  const rows = wrapped(below, columns - displayWidth(INDENT)).map((row) => INDENT + row);
  return [head, ...rows].map((row) => `${fitted(row, columns)}\n`).join("");
}

function terms(verdict: Verdict): string {
  const { author, createdAt, expiresAt, isInForce, endedAt, endReason, templateCount, inheritedCount } =
    verdict;
  const until = expiresAt === null ? "" : `, until ${minute(expiresAt)}`;
  const inherited = inheritedCount === 0 ? "" : `, ${inheritedCount} of them inherited`;
  const covers = templateCount === 0 ? "" : `, ${counted(templateCount, "template")}${inherited}`;
  const end = isInForce ? "" : `, ended ${endedAt === null ? "" : minute(endedAt)} (${endReason ?? ""})`;
  return `by ${author}, ${minute(createdAt)}${until}${covers}${end}`;
}

/** In UTC, as the API says all times. */
const minute = (instant: string): string => `${timeText(instant, "UTC").slice(0, 16)} UTC`;
