import type { Dendrogram } from "./dendrogram.ts";
import type { LogTemplate } from "./log-template.ts";

/** A template that stands apart in the dendrogram, and why. */
export interface OutlierScore {
  readonly templateId: string;
  /** The leaf's id. */
  readonly clusterId: string;
  /** [0, 1], higher is stranger. */
  readonly score: number;
  readonly severity: "LOW" | "MEDIUM" | "HIGH";
  readonly kind: string;
  /** The numbers behind the score, in plain words. */
  readonly reason: string;
}

const SCORE_MIN = 0.5;

/** Templates that join the dendrogram far higher than the rest and are rare: the strangest first, ties by template id. */
export function outlierScores(dendrogram: Dendrogram, templates: readonly LogTemplate[]): OutlierScore[] {
  const heightOf = new Map(dendrogram.clusters.map((cluster) => [cluster.id, cluster.mergeHeight]));
  const byId = new Map(templates.map((template) => [template.id, template]));
  const leaves = dendrogram.clusters.flatMap((cluster) => {
    const template = byId.get(cluster.templateId ?? "");
    return template === undefined
      ? []
      : [{ id: cluster.id, template, joins: heightOf.get(cluster.parentId ?? "") ?? 0 }];
  });
  const joins = leaves.map((leaf) => leaf.joins).toSorted((a, b) => a - b);
  const usual = joins[Math.floor(joins.length * 0.95)] ?? 0;
  const lines = templates.reduce((sum, template) => sum + template.lineCount, 0);
  return leaves
    .map(({ id, template, joins: height }): OutlierScore => {
      const apart = usual === 0 ? 0 : Math.min(1, height / (2 * usual));
      const rarity = Math.min(1, -Math.log10(Math.max(1, template.lineCount) / Math.max(1, lines)) / 4);
      const score = apart * rarity;
      return {
        templateId: template.id,
        clusterId: id,
        score,
        severity: score >= 0.8 ? "HIGH" : score >= 0.65 ? "MEDIUM" : "LOW",
        kind: "structure",
        reason: `joins its nearest kin at ${height.toFixed(2)}; 95 % of the templates join below ${usual.toFixed(2)}; ${template.lineCount} of ${lines} lines`,
      };
    })
    .filter((outlier) => outlier.score >= SCORE_MIN)
    .toSorted((a, b) => b.score - a.score || (a.templateId < b.templateId ? -1 : 1));
}
