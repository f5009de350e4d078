import { contentHash } from "./content-hash.ts";
import type { Cluster, Dendrogram, Merge } from "./dendrogram.ts";
import { EngineError } from "./engine-error.ts";
import { label } from "./label.ts";
import type { LinkageMethod } from "./linkage/method.ts";
import type { LogTemplate } from "./log-template.ts";

interface Node {
  readonly id: string;
  readonly left: number;
  readonly right: number;
  readonly mergeHeight: number;
  readonly members: readonly LogTemplate[];
}

/**
 * The dendrogram that `merges` make over `templates`, as a flat list with content-addressed ids.
 *
 * @param merges - As `linkage` gives them for the templates in this order.
 * @throws EngineError `MISMATCH` when they do not fit the templates, or a template stands there twice.
 */
export function buildDendrogram(
  templates: readonly LogTemplate[],
  merges: readonly Merge[],
  method: LinkageMethod,
): Dendrogram {
  const n = templates.length;
  if (merges.length !== Math.max(0, n - 1)) {
    throw new EngineError(
      "MISMATCH",
      `${n} templates need ${Math.max(0, n - 1)} merges, not ${merges.length}`,
    );
  }
  const nodes: Node[] = templates.map((template) => ({
    id: leafId(template),
    left: -1,
    right: -1,
    mergeHeight: 0,
    members: [template],
  }));
  if (new Set(nodes.map((node) => node.id)).size < n) {
    throw new EngineError("MISMATCH", `the same template stands twice among ${n}`);
  }
  for (const { left, right, mergeHeight } of merges) {
    const a = nodes[left];
    const b = nodes[right];
    if (a === undefined || b === undefined) {
      throw new EngineError("MISMATCH", `merge of ${left} and ${right} comes before those clusters`);
    }
    // Bigger branch first; the ids decide between equals, so that the input order never shows.
    const isSwapped =
      a.members.length < b.members.length || (a.members.length === b.members.length && a.id > b.id);
    nodes.push({
      id: innerId(a.id, b.id, mergeHeight),
      left: isSwapped ? right : left,
      right: isSwapped ? left : right,
      mergeHeight,
      members: isSwapped ? [...b.members, ...a.members] : [...a.members, ...b.members],
    });
  }
  const root = nodes.length - 1;
  const clusters: Cluster[] = [];
  const stack: { index: number; parentId: string | null; leafOrder: number }[] =
    root < 0 ? [] : [{ index: root, parentId: null, leafOrder: 0 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const node = nodes[next.index];
    if (node === undefined) continue;
    const left = nodes[node.left];
    const right = nodes[node.right];
    clusters.push({
      id: node.id,
      parentId: next.parentId,
      leftId: left?.id ?? null,
      rightId: right?.id ?? null,
      mergeHeight: node.mergeHeight,
      leafCount: node.members.length,
      leafOrder: next.leafOrder,
      label: label(node.members),
      templateId: left === undefined ? (node.members[0]?.id ?? null) : null,
    });
    if (left === undefined || right === undefined) continue;
    stack.push({ index: node.right, parentId: node.id, leafOrder: next.leafOrder + left.members.length });
    stack.push({ index: node.left, parentId: node.id, leafOrder: next.leafOrder });
  }
  return { id: clusters[0]?.id ?? null, method, clusters };
}

/** Hash of all that the distance reads of a template. */
function leafId(template: LogTemplate): string {
  return contentHash(JSON.stringify([template.id, template.level, template.programs]));
}

/** The height is in it, so that one id never stands for two heights (another method, another version of the distance). */
function innerId(a: string, b: string, mergeHeight: number): string {
  return contentHash(JSON.stringify(a < b ? [a, b, mergeHeight] : [b, a, mergeHeight]));
}
