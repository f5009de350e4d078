import { fitted } from "./display-width.ts";
import { countText, shareText } from "./format-numbers.ts";
import type { Paint } from "./paint.ts";
import { safeText } from "./safe-text.ts";
import { childrenOf, type SizedCluster, type TreeView } from "./tree-view.ts";

const HEIGHT_WIDTH = 6;
const SHARE_WIDTH = 6;
/** A label narrower than this says nothing: the branches in front of it are shortened first. */
const LABEL_WIDTH_MIN = 36;

function branches(prefix: string, columns: number): string {
  return prefix.length <= columns ? prefix : `⋯${prefix.slice(prefix.length - columns + 1)}`;
}

/** Merges at the same height, as it is shown, are drawn as one of many branches: which of them came first says nothing. */
function drawnChildren(
  cluster: SizedCluster,
  children: ReadonlyMap<string, readonly SizedCluster[]>,
): readonly SizedCluster[] {
  const drawn: SizedCluster[] = [];
  const stack = [...(children.get(cluster.id) ?? [])].toReversed();
  for (let child = stack.pop(); child !== undefined; child = stack.pop()) {
    const below = children.get(child.id) ?? [];
    const isSameHeight = child.mergeHeight.toFixed(2) === cluster.mergeHeight.toFixed(2);
    if (below.length > 0 && isSameHeight) stack.push(...below.toReversed());
    else drawn.push(child);
  }
  return drawn;
}

/**
 * The tree as lines of text: merge height, lines and share in front, branches and label after them.
 * Every line takes at most `columns` columns.
 */
export function drawTree(view: TreeView, columns: number, paint: Paint): string {
  const [root] = view.clusters;
  if (root === undefined) return "";
  const children = childrenOf(view);
  const sizeWidth = Math.max(5, countText(root.size).length);
  const left = HEIGHT_WIDTH + 2 + sizeWidth + SHARE_WIDTH + 2;
  const prefixColumns = Math.max(4, columns - left - LABEL_WIDTH_MIN);
  const rows = [
    paint.dim(
      `${"height".padStart(HEIGHT_WIDTH)}  ${"lines".padStart(sizeWidth)}${"share".padStart(SHARE_WIDTH)}`,
    ),
  ];
  interface Item {
    readonly cluster: SizedCluster;
    readonly prefix: string;
    readonly childPrefix: string;
  }
  const stack: Item[] = [{ cluster: root, prefix: "", childPrefix: "" }];
  for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
    const { cluster, childPrefix } = item;
    const below = drawnChildren(cluster, children);
    const isLeaf = cluster.templateId !== null;
    const prefix = branches(item.prefix, prefixColumns);
    const kinds = isLeaf || below.length > 0 ? "" : `  ${countText(cluster.leafCount)} templates`;
    const room = columns - left - prefix.length - kinds.length;
    const words = fitted(safeText(cluster.template ?? (cluster.label || "mixed")), room);
    const numbers = [
      (isLeaf ? "" : cluster.mergeHeight.toFixed(2)).padStart(HEIGHT_WIDTH),
      "  ",
      countText(cluster.size).padStart(sizeWidth),
      shareText(cluster.size, root.size).padStart(SHARE_WIDTH),
      "  ",
    ].join("");
    rows.push(
      paint.dim(numbers + prefix) + (below.length > 0 ? paint.bold(words) : words) + paint.dim(kinds),
    );
    below.toReversed().forEach((child, index) => {
      const isLast = index === 0;
      stack.push({
        cluster: child,
        prefix: `${childPrefix}${isLast ? "└" : "├"}─ `,
        childPrefix: `${childPrefix}${isLast ? "  " : "│ "}`,
      });
    });
  }
  return `${rows.map((row) => row.trimEnd()).join("\n")}\n`;
}
