import type { GapKind } from "@deepsec/collector";
import { contentHash } from "@deepsec/engine";
import type { CycleRecord, FoundFinding } from "./cycle-record.ts";

export const LOG_GAP = {
  id: "log-gap",
  title: "lines were lost before they were read",
  description:
    "A log was emptied, cut or replaced, and no rotated file goes on where it was read to; LOW when only a packed file or a journal's entry could not be read.",
  severity: "MEDIUM",
  techniques: ["T1070.002"],
} as const;
/** What happened to the log, as far as it shows. Who wipes a log empties or cuts it, or takes it away. */
const KINDS: Readonly<Record<GapKind, { readonly severity: "LOW" | "MEDIUM"; readonly what: string }>> = {
  TRUNCATED: { severity: "MEDIUM", what: "was emptied" },
  SHRANK: { severity: "MEDIUM", what: "became shorter" },
  GONE: { severity: "MEDIUM", what: "is another file now, and the one before it is gone" },
  PACKED: { severity: "LOW", what: "cannot be read in its packed file" },
  CURSOR_LOST: { severity: "LOW", what: "no longer has the entry that was read last" },
};

/**
 * Lines that were lost before they were read, as findings, one for each source and day: a log that was emptied, cut or replaced,
 * and no rotated file that goes on where it was read to. That is what wiping a log looks like from outside; so does a rotation
 * that keeps nothing.
 */
export function gapFindings({ advances, endedAt }: CycleRecord): FoundFinding[] {
  return advances.flatMap(({ id, gap }) =>
    gap === null
      ? []
      : {
          id: contentHash(JSON.stringify([LOG_GAP.id, id, endedAt.slice(0, 10)])),
          rule: LOG_GAP.id,
          kind: "gap",
          severity: KINDS[gap.kind].severity,
          score: KINDS[gap.kind].severity === "MEDIUM" ? 0.65 : 0.4,
          reason: `${LOG_GAP.title}: ${gap.path} ${KINDS[gap.kind].what}; it was read to byte ${gap.offsetBytes}, and no rotated file goes on from there`,
          count: 1,
          firstSeen: endedAt,
          lastSeen: endedAt,
          hosts: [id.slice(0, id.indexOf(":"))],
          templateIds: [],
          values: [],
          sourceIds: [id],
        },
  );
}
