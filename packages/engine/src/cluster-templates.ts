import { buildDendrogram } from "./build-dendrogram.ts";
import type { Dendrogram } from "./dendrogram.ts";
import { distances } from "./distance.ts";
import { linkage } from "./linkage.ts";
import type { LinkageMethod } from "./linkage/method.ts";
import type { LogTemplate } from "./log-template.ts";

/** The dendrogram of these templates, whatever order they come in. Default method: `average`. */
export function clusterTemplates(
  templates: readonly LogTemplate[],
  method: LinkageMethod = "average",
): Dendrogram {
  const sorted = templates.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const merges = linkage(distances(sorted), method);
  // Rounded, so that sums taken in another order never show as another height (and another id).
  const rounded = merges.map((merge) => ({
    ...merge,
    mergeHeight: Math.round(merge.mergeHeight * 1e6) / 1e6,
  }));
  return buildDendrogram(sorted, rounded, method);
}
