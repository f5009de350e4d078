import { clusterTemplates, cut, type LogTemplate } from "@deepsec/engine";
import { expect, test } from "vitest";
import { displayWidth } from "./display-width.ts";
import { drawTree } from "./draw-tree.ts";
import { paintFor } from "./paint.ts";
import { graphml, newick } from "./tree-formats.ts";
import { sizedClusters, treeView } from "./tree-view.ts";

const TEXTS = [
  "Accepted password for <*> from <*> port <*>",
  "Failed password for <*> from <*> port <*>",
  "Connection closed by <*> port <*>",
  "disk <*> is full",
  "disk <*> is nearly full: it's at <*>",
  'GET <*> HTTP/1.1 "<*>" & more',
  "大小 <*>",
];

const templates: LogTemplate[] = TEXTS.map((text, index) => ({
  id: `${index}`.padStart(16, "0"),
  text,
  level: index === 3 ? "error" : null,
  programs: [],
  count: index + 1,
  lineCount: (index + 1) * 10,
  examples: [text],
}));

const dendrogram = clusterTemplates(templates);
const clusters = sizedClusters(dendrogram, templates);

test("the sizes of two children add up to their parent's, and the root's is all lines", () => {
  expect(clusters[0]?.size).toBe(280);
  for (const parent of clusters.filter((cluster) => cluster.leftId !== null)) {
    const children = clusters.filter((cluster) => cluster.parentId === parent.id);
    expect(children.map((child) => child.size).reduce((a, b) => a + b)).toBe(parent.size);
  }
});

test("a cluster has the most severe level below it", () => {
  expect(clusters[0]?.level).toBe("error");
});

test("a cut shows its clusters and their ancestors, each with its parent before it", () => {
  const view = treeView(clusters, cut(dendrogram, { count: 3 }));
  expect(view.endIds.size).toBe(3);
  expect(view.clusters.length).toBe(5);
  const seen = new Set<string | null>([null]);
  for (const cluster of view.clusters) {
    expect(seen).toContain(cluster.parentId);
    seen.add(cluster.id);
  }
  const ends = view.clusters.filter((cluster) => view.endIds.has(cluster.id));
  expect(ends.reduce((sum, cluster) => sum + cluster.size, 0)).toBe(280);
});

test.each([1, 2, 5, TEXTS.length])("a drawing of %i clusters keeps to its columns", (count) => {
  const drawing = drawTree(treeView(clusters, cut(dendrogram, { count })), 60, paintFor(false));
  for (const row of drawing.split("\n")) expect(displayWidth(row)).toBeLessThanOrEqual(60);
});

test("a drawing of a chain of 20,000 merges neither overflows nor runs out of its columns", () => {
  const chain = Array.from({ length: 20_000 }, (_, depth) => [
    {
      id: `c${depth}`,
      parentId: depth === 0 ? null : `c${depth - 1}`,
      leftId: `l${depth}`,
      rightId: `c${depth + 1}`,
    },
    { id: `l${depth}`, parentId: `c${depth}`, leftId: null, rightId: null },
  ]).flat();
  const sized = chain.map((cluster, order) => ({
    ...cluster,
    mergeHeight: cluster.leftId === null ? 0 : 1 - order / 50_000,
    leafCount: 1,
    leafOrder: order,
    label: cluster.id,
    templateId: cluster.leftId === null ? cluster.id : null,
    template: cluster.leftId === null ? cluster.id : null,
    level: null,
    size: 1,
  }));
  const view = treeView(sized, null);
  const rows = drawTree(view, 80, paintFor(false)).split("\n");
  expect(rows.length).toBeGreaterThan(20_000);
  expect(Math.max(...rows.map((row) => row.length))).toBeLessThanOrEqual(80);
  expect(newick(view).split("'l19999'").length).toBe(2);
});

test("Newick nests as the tree does, quotes names, and puts all leaves as deep as the root is high", () => {
  const text = newick(treeView(clusters, null));
  expect(text).toContain("'disk <*> is nearly full: it''s at <*>'");
  // A reader of its own: names are cut out first, then depth is followed bracket by bracket.
  const plain = text.replace(/'(?:[^']|'')*'/g, "x");
  expect(plain.endsWith(";\n")).toBe(true);
  let depth = 0;
  for (const character of plain) {
    if (character === "(") depth++;
    if (character === ")") depth--;
    expect(depth).toBeGreaterThanOrEqual(0);
  }
  expect(depth).toBe(0);
  expect(plain.match(/x/g)?.length).toBe(clusters.length);
  const root = clusters[0]?.mergeHeight ?? 0;
  for (const leaf of leafDepths(plain)) expect(leaf).toBeCloseTo(root, 4);
});

function leafDepths(newickText: string): number[] {
  // From the right: a closing bracket's branch length applies to all that stands before it up to its opening one.
  const depths: number[] = [];
  const above: number[] = [];
  const tokens: string[] = [...(newickText.match(/x:[\d.]+|[(),]/g) ?? [])];
  let length = 0;
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at] ?? "";
    if (token === ")") above.push(length);
    else if (token === "(") above.pop();
    else if (token !== ",") {
      length = Number(token.slice(2));
      if (tokens[at - 1] !== ")") depths.push(above.reduce((sum, each) => sum + each, length));
    }
  }
  return depths;
}

test("GraphML has a node for each cluster, an edge for each child, and nothing unescaped", () => {
  const text = graphml(treeView(clusters, null));
  expect(text.match(/<node /g)?.length).toBe(clusters.length);
  expect(text.match(/<edge /g)?.length).toBe(clusters.length - 1);
  expect(text).toContain("&quot;&lt;*&gt;&quot; &amp; more");
  expect(text.replace(/<[^<>]*>/g, "")).not.toMatch(/[<>]/);
});

test("a tree of nothing is empty in every form", () => {
  const empty = treeView([], null);
  expect(drawTree(empty, 80, paintFor(false))).toBe("");
  expect(newick(empty)).toBe(";\n");
  expect(graphml(empty)).not.toContain("<node");
});
