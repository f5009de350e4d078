import {
  clusterTemplates,
  cut,
  outlierScores,
  suggestedCount,
  type LogTemplate,
  type MinedTemplates,
  type OutlierScore,
} from "@deepsec/engine";
import type { EventFindings, Found } from "./event-findings.ts";
import type { EventPlaces, Place } from "./event-places.ts";
import { sizedClusters, treeView, type SizedCluster, type TreeView } from "./tree-view.ts";

/** An outlier with the text and places of its events. */
export interface Outlier extends OutlierScore {
  readonly template: string;
  readonly example: string;
  readonly events: number;
  /** The first places, in the order they were read. */
  readonly places: readonly Place[];
}

/** What the lines of a set of sources are made of. */
export interface Analysis {
  readonly templates: readonly LogTemplate[];
  /** The flat clustering, largest first. */
  readonly clusters: readonly SizedCluster[];
  /** Merge height below which clusters stayed joined: the lowest merge that was opened. Null when nothing was. */
  readonly cutHeight: number | null;
  readonly view: TreeView;
  /** Attacks, changes and values out of the usual, HIGH first. */
  readonly findings: readonly Found[];
  /** Strangest first. */
  readonly outliers: readonly Outlier[];
}

/** Clusters the mined templates, cuts the tree into `count` clusters (as many as it suggests when null), scores outliers and tells what was found in the events. */
export function analyze(
  mined: MinedTemplates,
  places: EventPlaces,
  seen: EventFindings,
  count: number | null,
): Analysis {
  const dendrogram = clusterTemplates(mined.templates);
  const clusters = sizedClusters(dendrogram, mined.templates);
  const ends = dendrogram.id === null ? [] : cut(dendrogram, { count: count ?? suggestedCount(dendrogram) });
  const view = treeView(clusters, ends);
  const opened = view.clusters.filter((cluster) => !view.endIds.has(cluster.id));
  const byId = new Map(mined.templates.map((template) => [template.id, template]));
  const placesOf = places.groupedBy((handle) => mined.templateOf(handle).id);
  const outliers = outlierScores(dendrogram, mined.templates).map((outlier) => {
    const template = byId.get(outlier.templateId);
    const placed = placesOf.get(outlier.templateId);
    return {
      ...outlier,
      template: template?.text ?? "",
      example: template?.examples[0] ?? "",
      events: placed?.count ?? 0,
      places: placed?.places ?? [],
    };
  });
  return {
    templates: mined.templates,
    clusters: view.clusters
      .filter((cluster) => view.endIds.has(cluster.id))
      .toSorted((a, b) => b.size - a.size || a.leafOrder - b.leafOrder),
    cutHeight: opened.length === 0 ? null : Math.min(...opened.map((cluster) => cluster.mergeHeight)),
    view,
    findings: seen.close(mined, placesOf),
    outliers,
  };
}
