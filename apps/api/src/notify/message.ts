import type { FindingNotice } from "./notice.ts";

/** A message as people read it. */
export interface Message {
  /** One line. */
  readonly title: string;
  readonly text: string;
}

const TITLE_LENGTH_MAX = 150;
const REASON_LENGTH_MAX = 600;
const LISTED_MAX = 30;

/** @param pageUrl - Where the page is, for a link; null: none. */
export function messageOf(findings: readonly FindingNotice[], pageUrl: string | null): Message {
  const [first] = findings;
  if (first === undefined) {
    return {
      title: "DeepSec: a test message",
      text: "This target gets what DeepSec finds. This one is a test.",
    };
  }
  const worst = (["HIGH", "MEDIUM", "LOW"] as const).find((severity) =>
    findings.some((finding) => finding.severity === severity),
  );
  const title =
    findings.length === 1
      ? `DeepSec ${first.severity}: ${plain(first.reason, TITLE_LENGTH_MAX)}`
      : `DeepSec: ${findings.length} findings, the worst ${worst}`;
  const listed = findings.slice(0, LISTED_MAX).map(lineOf);
  const more = findings.length > LISTED_MAX ? [`and ${findings.length - LISTED_MAX} more`] : [];
  const link = pageUrl === null ? [] : [pageUrl];
  return { title: plain(title, TITLE_LENGTH_MAX), text: [...listed, ...more, ...link].join("\n\n") };
}

function lineOf({ severity, kind, reason, hosts, firstSeen, lastSeen }: FindingNotice): string {
  const where = hosts.length === 0 ? "" : ` on ${plain(hosts.join(", "), 200)}`;
  return `${severity} ${plain(kind, 50)}${where}, ${firstSeen} to ${lastSeen}\n${plain(reason, REASON_LENGTH_MAX)}`;
}

/** Log text is an attacker's: nothing of it may end a line, move a cursor or turn the direction of writing. */
function plain(text: string, lengthMax: number): string {
  const characters = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")];
  return characters.length <= lengthMax
    ? characters.join("")
    : `${characters.slice(0, lengthMax - 1).join("")}…`;
}
