import type { ClusterRow } from "../../tree/cluster-row.ts";
import { levelTone } from "../../ui/level.tsx";

/** What the colour of a cluster says. */
export type Colour = "level" | "change" | "finding";
export const COLOURS = ["level", "change", "finding"] as const;

/** What the tones are worked out from, beside the clusters themselves. */
export interface ToneFacts {
  /** new, grown, shrunk, gone or same, by cluster. */
  readonly changes: ReadonlyMap<string, string>;
  /** Open findings by the place of the leaf they are about. */
  readonly marks: readonly { readonly leafOrder: number; readonly severity: string }[];
}

export const NO_FACTS: ToneFacts = { changes: new Map(), marks: [] };

const SEVERITIES = ["HIGH", "MEDIUM", "LOW"];

/** All tones of a colour, in the order of the legend. */
export const TONES: Readonly<Record<Colour, readonly string[]>> = {
  level: ["fatal", "error", "warn", "info", "debug", "none"],
  change: ["new", "grown", "shrunk", "gone", "same"],
  finding: [...SEVERITIES, "none"],
};

/** The tone of a cluster: its most severe level, how it changed, or the highest finding about anything below it. */
export function toneOf(cluster: ClusterRow, colour: Colour, { changes, marks }: ToneFacts): string {
  if (colour === "level") return levelTone(cluster.level);
  if (colour === "change") return changes.get(cluster.id) ?? "same";
  const own = marks.filter(
    ({ leafOrder }) => leafOrder >= cluster.leafOrder && leafOrder < cluster.leafOrder + cluster.leafCount,
  );
  return SEVERITIES.find((severity) => own.some((mark) => mark.severity === severity)) ?? "none";
}
