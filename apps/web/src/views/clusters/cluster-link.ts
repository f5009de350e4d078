import type { ClusterRow } from "../../tree/cluster-row.ts";

/** Where a cluster opens in the tree, under the same cut. */
export function clusterLink(id: string, cutCount: number | null): string {
  const parameters = new URLSearchParams(cutCount === null ? {} : { cut: String(cutCount) });
  parameters.set("sel", id);
  return `/tree?${parameters}`;
}

/** Where the map shows a branch alone. */
export function mapLink(id: string): string {
  return `/clusters?${new URLSearchParams({ at: id })}`;
}

/** Everything about a cluster: the page of its template when it is a leaf. */
export function branchPage({ id, templateId }: Pick<ClusterRow, "id" | "templateId">): string {
  return templateId === null
    ? `/branches/${encodeURIComponent(id)}`
    : `/templates/${encodeURIComponent(templateId)}?cluster=${encodeURIComponent(id)}`;
}
