import { contentHash } from "./content-hash.ts";
import type { Cluster, Dendrogram, Merge } from "./dendrogram.ts";
import { features } from "./distance/features.ts";
import { cosineDistance } from "./distance/pairwise.ts";
import type { FeatureVector } from "./distance/vector.ts";
import { EngineError } from "./engine-error.ts";
import { label, labelParts, type LabelParts } from "./label.ts";
import { joinFacts, leafFacts } from "./label/member-facts.ts";
import { leafOrder } from "./leaf-order.ts";
import type { LinkageMethod } from "./linkage/method.ts";
import type { LogTemplate } from "./log-template.ts";

/**
 * The dendrogram that `merges` make over `templates`, as a flat list with content-addressed ids: a leaf's is the hash of
 * what the distance reads of its template, an inner cluster's that of its children's ids and its height.
 *
 * @param merges - As `linkage` gives them for the templates in this order.
 * @param vectors - What the distance reads of each template, where it is known already.
 * @throws EngineError `MISMATCH` when they do not fit the templates or are no tree, or when a template stands there twice;
 *   `NOT_FINITE` when a merge height is NaN or infinite.
 */
export function buildDendrogram(
  templates: readonly LogTemplate[],
  merges: readonly Merge[],
  method: LinkageMethod,
  vectors: readonly FeatureVector[] = templates.map(features),
): Dendrogram {
  const n = templates.length;
  assertTree(n, merges);
  const ids = clusterIds(templates, merges);
  const labels = clusterLabels(templates, merges);
  const places = new Int32Array(n);
  const distance = (a: number, b: number): number => {
    const [u, v] = [vectors[a], vectors[b]];
    return u === undefined || v === undefined ? 1 : cosineDistance(u, v);
  };
  for (const [place, leaf] of leafOrder(n, merges, distance).entries()) places[leaf] = place;
  // First place and number of the leaves below each cluster.
  const firsts = [...places];
  const counts = Array.from({ length: n }, () => 1);
  for (const { left, right } of merges) {
    firsts.push(Math.min(firsts[left] ?? 0, firsts[right] ?? 0));
    counts.push((counts[left] ?? 0) + (counts[right] ?? 0));
  }
  const clusters: Cluster[] = [];
  const stack: { node: number; parentId: string | null }[] =
    n === 0 ? [] : [{ node: n + merges.length - 1, parentId: null }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, parentId } = next;
    const id = ids[node] ?? "";
    const merge = merges[node - n];
    const [left, right] = merge === undefined ? [] : inOrder(merge, firsts);
    clusters.push({
      id,
      parentId,
      leftId: left === undefined ? null : (ids[left] ?? null),
      rightId: right === undefined ? null : (ids[right] ?? null),
      mergeHeight: merge?.mergeHeight ?? 0,
      leafCount: counts[node] ?? 1,
      leafOrder: firsts[node] ?? 0,
      label: labels[node] ?? "",
      templateId: templates[node]?.id ?? null,
    });
    if (left !== undefined && right !== undefined) {
      stack.push({ node: right, parentId: id }, { node: left, parentId: id });
    }
  }
  return { id: clusters[0]?.id ?? null, method, clusters };
}

function inOrder({ left, right }: Merge, firsts: readonly number[]): [number, number] {
  return (firsts[left] ?? 0) < (firsts[right] ?? 0) ? [left, right] : [right, left];
}

function assertTree(n: number, merges: readonly Merge[]): void {
  if (merges.length !== Math.max(0, n - 1)) {
    throw new EngineError(
      "MISMATCH",
      `${n} templates need ${Math.max(0, n - 1)} merges, not ${merges.length}`,
    );
  }
  const joined = new Set<number>();
  for (const [i, { left, right, mergeHeight }] of merges.entries()) {
    if (!Number.isFinite(mergeHeight)) {
      throw new EngineError("NOT_FINITE", `merge ${i} has height ${mergeHeight}; heights are finite numbers`);
    }
    for (const side of [left, right]) {
      if (!Number.isInteger(side) || side < 0 || side >= n + i || joined.has(side)) {
        throw new EngineError(
          "MISMATCH",
          `merge ${i} joins cluster ${side}, which is not there or joined already`,
        );
      }
      joined.add(side);
    }
  }
}

function clusterIds(templates: readonly LogTemplate[], merges: readonly Merge[]): string[] {
  const ids = templates.map(({ id, level, programs }) => contentHash(JSON.stringify([id, level, programs])));
  if (new Set(ids).size < ids.length) {
    throw new EngineError("MISMATCH", `the same template stands twice among ${ids.length}`);
  }
  for (const { left, right, mergeHeight } of merges) {
    const sides = [ids[left] ?? "", ids[right] ?? ""].toSorted((a, b) => (a < b ? -1 : 1));
    // The height is in it, so that one id never stands for two: another method, another version of the distance.
    ids.push(contentHash(JSON.stringify([...sides, mergeHeight])));
  }
  return ids;
}

function clusterLabels(templates: readonly LogTemplate[], merges: readonly Merge[]): string[] {
  const n = templates.length;
  const facts = templates.map(leafFacts);
  const parts: LabelParts[] = facts.map(labelParts);
  const siblings = new Map<number, number>();
  for (const { left, right } of merges) {
    siblings.set(left, right);
    siblings.set(right, left);
    const [a, b] = [facts[left], facts[right]];
    if (a === undefined || b === undefined) continue;
    const both = joinFacts(a, b);
    facts.push(both);
    parts.push(labelParts(both));
  }
  return parts.map((own, node) => {
    const template = templates[node];
    return node < n && template !== undefined
      ? template.text
      : label(own, parts[siblings.get(node) ?? -1] ?? null);
  });
}
