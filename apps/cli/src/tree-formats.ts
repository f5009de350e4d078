import { childrenOf, type SizedCluster, type TreeView } from "./tree-view.ts";

/** What `tree --json` prints of a cluster. */
export interface ClusterJson {
  readonly id: string;
  readonly parentId: string | null;
  readonly mergeHeight: number;
  readonly leafCount: number;
  readonly leafOrder: number;
  readonly size: number;
  readonly level: string | null;
  readonly label: string;
  readonly templateId: string | null;
  readonly template: string | null;
}

export function clusterJson(cluster: SizedCluster): ClusterJson {
  const { id, parentId, mergeHeight, leafCount, leafOrder, size, level, label, templateId, template } =
    cluster;
  return { id, parentId, mergeHeight, leafCount, leafOrder, size, level, label, templateId, template };
}

/**
 * Newick, the text format of tree viewers: `('a':0.3,'b':0.3):0;`. A branch is as long as its parent's merge height is above
 * its own, so all leaves of a whole tree end at the same distance from the root.
 */
export function newick(view: TreeView): string {
  const children = childrenOf(view);
  const [root] = view.clusters;
  if (root === undefined) return ";\n";
  const parts: string[] = [];
  // A loop with the closing text on the same stack: a chain of merges is as deep as there are templates.
  const stack: (string | { readonly cluster: SizedCluster; readonly parentHeight: number })[] = [
    { cluster: root, parentHeight: root.mergeHeight },
  ];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    if (typeof item === "string") {
      parts.push(item);
      continue;
    }
    const { cluster, parentHeight } = item;
    const name = `'${(cluster.template ?? cluster.label).replace(/\s+/g, " ").replaceAll("'", "''")}'`;
    const length = `:${+(parentHeight - cluster.mergeHeight).toFixed(6)}`;
    const below = children.get(cluster.id) ?? [];
    if (below.length === 0) {
      parts.push(name + length);
      continue;
    }
    parts.push("(");
    stack.push(`)${name}${length}`);
    below.toReversed().forEach((child, index) => {
      if (index > 0) stack.push(",");
      stack.push({ cluster: child, parentHeight: cluster.mergeHeight });
    });
  }
  return `${parts.join("")};\n`;
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function xmlText(text: string): string {
  return (
    text
      // XML 1.0 has no way at all to write these.
      // oxlint-disable-next-line no-control-regex -- finding control characters is what it is for
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd")
      .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
      .replace(/[&<>"]/g, (character) => XML_ESCAPES[character] ?? character)
      .replace(
        /[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
        (c) => `&#x${c.charCodeAt(0).toString(16)};`,
      )
  );
}

const GRAPHML_KEYS = [
  ["label", "string"],
  ["template", "string"],
  ["templateId", "string"],
  ["mergeHeight", "double"],
  ["leafCount", "int"],
  ["size", "long"],
  ["level", "string"],
] as const;

/** GraphML: a node a cluster, an edge from each parent to each child. */
export function graphml(view: TreeView): string {
  const keys = GRAPHML_KEYS.map(
    ([name, type]) => `  <key id="${name}" for="node" attr.name="${name}" attr.type="${type}"/>\n`,
  );
  const nodes = view.clusters.map((cluster) => {
    const data = GRAPHML_KEYS.flatMap(([name]) => {
      const value = cluster[name];
      return value === null ? [] : [`<data key="${name}">${xmlText(String(value))}</data>`];
    });
    return `    <node id="${xmlText(cluster.id)}">${data.join("")}</node>\n`;
  });
  const edges = view.clusters.flatMap((cluster) =>
    cluster.parentId === null
      ? []
      : [`    <edge source="${xmlText(cluster.parentId)}" target="${xmlText(cluster.id)}"/>\n`],
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n',
    ...keys,
    '  <graph id="dendrogram" edgedefault="directed">\n',
    ...nodes,
    ...edges,
    "  </graph>\n</graphml>\n",
  ].join("");
}
