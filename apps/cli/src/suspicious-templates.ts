import { clusterTemplates, outlierScores, type LogTemplate } from "@deepsec/engine";

/** Ids of the templates that stand out so much that a person should look: outliers of severity HIGH. */
export function suspiciousTemplateIds(templates: readonly LogTemplate[]): ReadonlySet<string> {
  const scores = outlierScores(clusterTemplates(templates), templates);
  return new Set(scores.filter((score) => score.severity === "HIGH").map((score) => score.templateId));
}
