import { buildDendrogram } from "./build-dendrogram.ts";
import { blockLinkage } from "./cluster/block-linkage.ts";
import { KnownDistances } from "./cluster/known-distances.ts";
import type { Dendrogram, Merge } from "./dendrogram.ts";
import { features } from "./distance/features.ts";
import { linkage } from "./linkage.ts";
import { assertLinkageMethod, type LinkageMethod } from "./linkage/method.ts";
import type { LogTemplate } from "./log-template.ts";

/** Up to here all distances are kept at once: 1 GB, and half as much again to work with, as much at most. */
const EXACT_COUNT_MAX = 16_000;

const HEIGHT_STEPS = 1e6;

/**
 * The dendrogram of these templates: the same whatever order they come in, and each branch the same whatever unrelated
 * templates there are. Heights are rounded to six digits, so that sums taken in another order show neither as another height
 * nor as another id.
 *
 * Up to 16,000 templates the clustering is exact; beyond, the lowest merges are looked for among templates with like
 * programs and texts only (`blockLinkage`), and memory stays bounded.
 *
 * @param known - Hand in the same one each time where templates are clustered again and again: then only what is new is measured.
 *   The dendrogram is the same with it or without.
 * @throws EngineError `MISMATCH` when a template stands there twice, `UNKNOWN_NAME` for another method.
 */
export function clusterTemplates(
  templates: readonly LogTemplate[],
  method: LinkageMethod = "average",
  known: KnownDistances = new KnownDistances(),
): Dendrogram {
  assertLinkageMethod(method);
  // Like ones side by side: what is joined then lies near in memory, and forms a block where blocks are needed.
  const keys = new Map(templates.map((template) => [template, sortKey(template)]));
  const key = (template: LogTemplate): string => keys.get(template) ?? "";
  const sorted = templates.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
  if (sorted.length > EXACT_COUNT_MAX) {
    const vectors = sorted.map(features);
    return buildDendrogram(sorted, blockLinkage(vectors, method).map(rounded), method, vectors);
  }
  const { vectors, matrix } = known.measure(sorted);
  return buildDendrogram(sorted, linkage(matrix, method).map(rounded), method, vectors);
}

function sortKey({ programs, level, text, id }: LogTemplate): string {
  return [programs.join(" "), level ?? "", text, id].join("\n");
}

function rounded(merge: Merge): Merge {
  return { ...merge, mergeHeight: Math.round(merge.mergeHeight * HEIGHT_STEPS) / HEIGHT_STEPS };
}
