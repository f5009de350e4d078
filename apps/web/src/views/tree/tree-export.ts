import type { Table } from "../../export/csv.ts";
import { svgFile, svgText } from "../../export/svg.ts";
import type { ClusterTree } from "../../tree/cluster-tree.ts";
import type { Open } from "../../tree/cut.ts";
import { layoutDendrogram } from "../../tree/dendrogram-layout.ts";
import { flatTree } from "../../tree/flat-tree.ts";
import { outlineRows } from "../../tree/outline.ts";
import { readPalette } from "./palette.ts";

/** The outline as a table, parents before children. */
export function treeTable(tree: ClusterTree, openIds: Open, totalLines: number): Table {
  return {
    columns: [
      "id",
      "parentId",
      "depth",
      "cluster",
      "lines",
      "events",
      "share",
      "kinds",
      "mergeHeight",
      "level",
    ],
    rows: outlineRows(tree, openIds).map(({ cluster, depth }) => [
      cluster.id,
      cluster.parentId,
      depth,
      cluster.template ?? cluster.label,
      cluster.size,
      cluster.count,
      cluster.size / Math.max(1, totalLines),
      cluster.leafCount,
      cluster.mergeHeight,
      cluster.level,
    ]),
  };
}

const ROW = 20;
const [LEFT, JOINED, WIDTH] = [20, 620, 1200];
const NAME_MAX = 80;

const y = (row: number) => (row + 1) * ROW;

/** The dendrogram with every row of it, as a file, in the colours of the page as it is. */
export function treeSvg(tree: ClusterTree, open: Uint8Array): string {
  const layout = layoutDendrogram(flatTree(tree), open);
  const colours = readPalette(document.body);
  const heightMax = Math.max(0.05, tree.root?.mergeHeight ?? 1);
  const x = (mergeHeight: number) => LEFT + (1 - mergeHeight / heightMax) * (JOINED - LEFT);
  const elements = layout.clusters.flatMap((cluster, slot) => {
    const at = y(layout.y[slot] ?? 0);
    const parent = layout.clusters[layout.parent[slot] ?? -1];
    const isTip = layout.isTip[slot] === 1;
    const end = isTip ? JOINED : x(cluster.mergeHeight);
    const stem = `<path d="M${x(parent?.mergeHeight ?? heightMax)} ${at}H${end}" stroke="${colours.branch}" fill="none"/>`;
    if (!isTip) {
      const [top, bottom] = [y(layout.top[slot] ?? 0), y(layout.bottom[slot] ?? 0)];
      return [stem, `<path d="M${end} ${top}V${bottom}" stroke="${colours.branch}" fill="none"/>`];
    }
    const name = cluster.template ?? `${cluster.label} (${cluster.leafCount})`;
    const short = name.length > NAME_MAX ? `${name.slice(0, NAME_MAX - 1)}…` : name;
    return [
      stem,
      `<circle cx="${JOINED}" cy="${at}" r="4" fill="${colours.levels[cluster.level ?? "none"] ?? colours.branch}"/>`,
      `<text x="${JOINED + 10}" y="${at + 4}" fill="${colours.text}">${svgText(short)}</text>`,
    ];
  });
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  const body = [`<g font-family="sans-serif" font-size="12">`, ...elements, "</g>"];
  return svgFile(WIDTH, y(layout.tips.length), paper, body);
}
