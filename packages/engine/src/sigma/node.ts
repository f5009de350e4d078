import type { SigmaView } from "./sigma-view.ts";

/** A rule's condition with its values in it. */
export type Node =
  | { readonly kind: "and" | "or"; readonly of: readonly Node[] }
  | { readonly kind: "not"; readonly of: Node }
  | {
      readonly kind: "test";
      readonly test: (view: SigmaView) => boolean;
      /** In small letters: no event is matched whose texts hold none of them. Null: any may be. */
      readonly literals: readonly string[] | null;
    };

export function holds(node: Node, view: SigmaView): boolean {
  if (node.kind === "test") return node.test(view);
  if (node.kind === "not") return !holds(node.of, view);
  return node.kind === "and"
    ? node.of.every((one) => holds(one, view))
    : node.of.some((one) => holds(one, view));
}

/** One of these stands in every event that is matched; null where that cannot be said. */
export function neededLiterals(node: Node): readonly string[] | null {
  if (node.kind === "test") return node.literals;
  if (node.kind === "not") return null;
  const each = node.of.map(neededLiterals);
  if (node.kind === "or") return each.includes(null) ? null : each.flatMap((literals) => literals ?? []);
  // The one that is the least common: the longest of the shortest.
  return each.reduce<readonly string[] | null>(
    (best, literals) =>
      literals !== null && (best === null || shortest(literals) > shortest(best)) ? literals : best,
    null,
  );
}

function shortest(literals: readonly string[]): number {
  return Math.min(...literals.map(({ length }) => length));
}
