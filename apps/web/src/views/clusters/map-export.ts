import { svgFile, svgText } from "../../export/svg.ts";
import type { Table } from "../../export/csv.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import type { ClusterTree } from "../../tree/cluster-tree.ts";
import type { Open } from "../../tree/cut.ts";
import { treemap } from "../../tree/treemap.ts";
import { withTokens } from "../../ui/with-tokens.ts";
import { toneOf, type Colour, type ToneFacts } from "./map-tone.ts";
import type { Area } from "./map-work.tsx";

/** The ranked list as a table. */
export function mapTable(
  ranked: readonly ClusterRow[],
  totalLines: number,
  tone: (cluster: ClusterRow) => string,
  colour: Colour,
): Table {
  return {
    columns: ["id", "cluster", "lines", "events", "share", "kinds", "mergeHeight", colour],
    rows: ranked.map((cluster) => [
      cluster.id,
      cluster.template ?? cluster.label,
      cluster.size,
      cluster.count,
      cluster.size / Math.max(1, totalLines),
      cluster.leafCount,
      cluster.mergeHeight,
      tone(cluster),
    ]),
  };
}

const SIZE = { width: 1200, height: 800 };
const CHARACTER_WIDTH = 7;

interface Picture {
  readonly tree: ClusterTree;
  readonly openIds: Open;
  readonly area: Area;
  readonly colour: Colour;
  readonly facts: ToneFacts;
}

/** The area picture as a file, in the colours of the page as it is. */
export function mapSvg({ tree, openIds, area, colour, facts }: Picture): string {
  const weightOf = (cluster: ClusterRow) => (area === "lines" ? cluster.size : cluster.leafCount);
  return withTokens(document.body, (tokens) => {
    const [ink, paper] = [tokens.colour("ink"), tokens.colour("paper")];
    const elements = treemap(tree, openIds, SIZE, weightOf).map(({ cluster, x, y, width, height }) => {
      const name = cluster.template ?? cluster.label;
      const fits = Math.floor((width - 12) / CHARACTER_WIDTH);
      const words = height < 20 || fits < 6 ? "" : name.length > fits ? `${name.slice(0, fits - 1)}…` : name;
      const label =
        words === "" ? "" : `<text x="${x + 6}" y="${y + 16}" fill="${ink}">${svgText(words)}</text>`;
      const fill = tokens.colour(`tone-${toneOf(cluster, colour, facts).toLowerCase()}`);
      const title = svgText(`${name}\n${texts.lines(cluster.size)}`);
      return `<g><title>${title}</title><rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${fill}" stroke="${paper}"/>${label}</g>`;
    });
    return svgFile(SIZE.width, SIZE.height, paper, [
      `<g font-family="${svgText(tokens.text("sans"))}" font-size="13">`,
      ...elements,
      "</g>",
    ]);
  });
}
