/** Where a cluster opens in the tree, under the same cut. */
export function clusterLink(id: string, cutCount: number | null): string {
  const parameters = new URLSearchParams(cutCount === null ? {} : { cut: String(cutCount) });
  parameters.set("sel", id);
  return `/tree?${parameters}`;
}
