import type { Table } from "../../export/csv.ts";
import { svgFile, svgText } from "../../export/svg.ts";
import { formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import { withTokens, type Tokens } from "../../ui/with-tokens.ts";
import { joints } from "./host-tree.ts";
import type { MatrixAnswer } from "./matrix-view.tsx";

/** Lines of each branch by host. */
export function matrixTable({ clusters, rows }: MatrixAnswer): Table {
  return {
    columns: ["id", "branch", ...rows.map(({ host }) => host)],
    rows: clusters.map((cluster, i) => [
      cluster.id,
      cluster.template ?? cluster.label,
      ...rows.map(({ sizes }) => Number(sizes[i] ?? 0)),
    ]),
  };
}

const [NAMES, COLUMN, ROW, TREE, HEAD] = [420, 84, 24, 84, 28];
const NAME_MAX = 60;
const HOST_MAX = 11;

const x = (column: number) => NAMES + column * COLUMN;

/** The matrix under the dendrogram of its hosts as a file, in the colours of the page as it is. */
export function matrixSvg(matrix: MatrixAnswer): string {
  return withTokens(document.body, (tokens) => drawn(matrix, tokens));
}

function drawn({ clusters, rows, dendrogram }: MatrixAnswer, { colour }: Tokens): string {
  const [ink, faint, line] = [colour("ink"), colour("ink-3"), colour("line")];
  const heat = colour("heat");
  const heightMax = Math.max(0.05, ...dendrogram.map(({ mergeHeight }) => mergeHeight));
  const y = (mergeHeight: number) => TREE - (mergeHeight / heightMax) * (TREE - 8);
  const top = TREE + HEAD;
  const elements = [
    ...joints(dendrogram).map(
      ({ mergeHeight, left, right }) =>
        `<path d="M${x(left.x)} ${y(left.mergeHeight)}V${y(mergeHeight)}H${x(right.x)}V${y(right.mergeHeight)}" stroke="${faint}" fill="none"/>`,
    ),
    ...rows.map(
      ({ host }, i) =>
        `<text x="${x(i + 0.5)}" y="${TREE + 18}" text-anchor="middle" fill="${ink}">${svgText(short(host, HOST_MAX))}<title>${svgText(host)}</title></text>`,
    ),
    ...clusters.flatMap((cluster, at) => {
      const name = cluster.template ?? cluster.label;
      const under = top + at * ROW;
      const words = `<text x="8" y="${under + 16}" fill="${ink}">${svgText(short(name, NAME_MAX))}<title>${svgText(name)}</title></text>`;
      const cells = rows.map(({ size, sizes }, i) => {
        const lines = Number(sizes[at] ?? 0);
        if (lines === 0) return "";
        const share = lines / Math.max(1, Number(size));
        return `<rect x="${x(i)}" y="${under}" width="${COLUMN}" height="${ROW}" fill="${heat}" fill-opacity="${Math.sqrt(share).toFixed(2)}"/><text x="${x(i + 0.5)}" y="${under + 16}" text-anchor="middle" fill="${ink}">${svgText(formatShare(share))}<title>${svgText(texts.lines(lines))}</title></text>`;
      });
      return [words, ...cells, `<path d="M0 ${under}H${x(rows.length)}" stroke="${line}"/>`];
    }),
  ];
  return svgFile(x(rows.length) + 8, top + clusters.length * ROW + 8, colour("panel"), [
    '<g font-family="sans-serif" font-size="12">',
    ...elements,
    "</g>",
  ]);
}

function short(name: string, max: number): string {
  return name.length > max ? `${name.slice(0, max - 1)}…` : name;
}
