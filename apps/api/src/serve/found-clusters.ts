import type { Cluster } from "@deepsec/engine";
import { ApiError } from "../api-error.ts";
import type { LeafFacts } from "./leaf-facts.ts";
import type { Tree } from "./tree.ts";

/** Clusters that a client names, by their own ids or by those of templates. */
export interface NamedClusters {
  readonly ids?: readonly string[] | null;
  readonly templateIds?: readonly string[] | null;
}

/** Words that a client looks for. */
export interface SearchArguments {
  readonly text: string;
  readonly limit: number;
}

const NAMED_MAX = 1000;
const HOLDING_SHARE = 0.9;
const LIMIT_MAX = 200;
const TEXT_LENGTH_MAX = 200;

/**
 * Those the tree has, in leaf order, each once.
 *
 * @param todayOf - The id a template has today.
 * @throws ApiError `BAD_INPUT` for more than a thousand ids.
 */
export function namedClusters(
  tree: Tree,
  { ids, templateIds }: NamedClusters,
  todayOf: (id: string) => string,
): Cluster[] {
  const asked = (ids?.length ?? 0) + (templateIds?.length ?? 0);
  if (asked > NAMED_MAX) throw new ApiError("BAD_INPUT", `at most ${NAMED_MAX} ids at once, not ${asked}`);
  const own = new Set(ids);
  const templates = new Set(templateIds?.map(todayOf));
  return tree.clusters
    .filter(({ id, templateId }) => own.has(id) || (templateId !== null && templates.has(templateId)))
    .toSorted((a, b) => a.leafOrder - b.leafOrder || b.leafCount - a.leafCount);
}

/**
 * Clusters whose name has all the words: leaves by their template, others by their label; leaves first, then the most lines.
 *
 * @throws ApiError `BAD_INPUT` for a limit out of its range or a text that is too long.
 */
export function searchClusters(tree: Tree, leaves: LeafFacts, { text, limit }: SearchArguments): Cluster[] {
  if (limit < 1 || limit > LIMIT_MAX) {
    throw new ApiError("BAD_INPUT", `limit is from 1 to ${LIMIT_MAX}, not ${limit}`);
  }
  if (text.length > TEXT_LENGTH_MAX) {
    const fact = `a search has at most ${TEXT_LENGTH_MAX} characters, not ${text.length}`;
    throw new ApiError("BAD_INPUT", fact);
  }
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const size = ({ leafOrder, leafCount }: Cluster): number => leaves.size(leafOrder, leafOrder + leafCount);
  return tree.clusters
    .filter((cluster) => {
      const name = nameOf(cluster, leaves).toLowerCase();
      return words.every((word) => name.includes(word));
    })
    .toSorted(
      (a, b) =>
        Number(a.leafCount > 1) - Number(b.leafCount > 1) || size(b) - size(a) || a.leafOrder - b.leafOrder,
    )
    .slice(0, limit);
}

/** The smallest cluster that holds nine tenths of these templates, of those that the tree has; null when it has none. */
export function holding(tree: Tree, templateIds: readonly string[]): Cluster | null {
  const ids = new Set(templateIds);
  const places = tree.dendrogram.leafTemplateIds.flatMap((id, place) => (ids.has(id) ? [place] : []));
  const enough = places.length * HOLDING_SHARE;
  const holds = ({ leafOrder, leafCount }: Cluster): boolean =>
    places.filter((place) => place >= leafOrder && place < leafOrder + leafCount).length >= enough;
  let found: Cluster | undefined = places.length === 0 ? undefined : tree.clusters[0];
  for (let next = found; next !== undefined; next = tree.children(next).find(holds)) found = next;
  return found ?? null;
}

function nameOf({ leafCount, leafOrder, label }: Cluster, { leaves }: LeafFacts): string {
  return leafCount === 1 ? (leaves[leafOrder]?.text ?? label) : label;
}
