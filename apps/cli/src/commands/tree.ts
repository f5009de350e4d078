import { clusterTemplates, cut, suggestedCount, type CutAt, type LinkageMethod } from "@deepsec/engine";
import type { CommandContext } from "../command-context.ts";
import { drawTree } from "../draw-tree.ts";
import { mineInputs } from "../mine-inputs.ts";
import { paintFor } from "../paint.ts";
import { clusterJson, graphml, newick } from "../tree-formats.ts";
import { sizedClusters, treeView } from "../tree-view.ts";

export type TreeForm = "json" | "newick" | "graphml" | "drawing";

/** A drawing of more rows than this is no overview: it is cut where the tree suggests it, unless a cut is asked for. */
const DRAWN_LEAVES_MAX = 30;

/**
 * Prints the dendrogram of all paths' templates, whole or cut. As JSON, a cut puts its flat clustering, in leaf order, in
 * `clusters` and what is above it in `ancestors`.
 */
export async function printTree(
  paths: readonly string[],
  form: TreeForm,
  at: CutAt | null,
  method: LinkageMethod,
  context: CommandContext,
): Promise<void> {
  const { output } = context;
  const { mined } = await mineInputs(paths, context.settings, context.progress);
  const dendrogram = clusterTemplates(mined.templates, method);
  const clusters = sizedClusters(dendrogram, mined.templates);
  const isSuggested = at === null && form === "drawing" && mined.templates.length > DRAWN_LEAVES_MAX;
  const cutAt = isSuggested ? { count: suggestedCount(dendrogram) } : at;
  const ends = cutAt === null || dendrogram.id === null ? null : cut(dendrogram, cutAt);
  const view = treeView(clusters, ends);
  if (form === "json") {
    const isEnd = (id: string): boolean => view.endIds.has(id);
    output.json(
      ends === null
        ? { clusters: clusters.map(clusterJson) }
        : {
            clusters: view.clusters
              .filter((cluster) => isEnd(cluster.id))
              .toSorted((a, b) => a.leafOrder - b.leafOrder)
              .map(clusterJson),
            ancestors: view.clusters.filter((cluster) => !isEnd(cluster.id)).map(clusterJson),
          },
    );
  } else if (form === "newick") output.text(newick(view));
  else if (form === "graphml") output.text(graphml(view));
  else {
    const paint = paintFor(context.isColoured);
    output.text(drawTree(view, context.columns, paint));
    if (isSuggested)
      output.text(
        paint.dim(
          `\n${view.endIds.size} clusters of ${mined.templates.length.toLocaleString("en")} templates; --cut ${view.endIds.size * 2} opens more\n`,
        ),
      );
    if (dendrogram.id === null) output.text("no events, so no tree\n");
  }
  await output.flush();
}
