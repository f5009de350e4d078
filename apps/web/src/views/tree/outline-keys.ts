import type { OutlineRow } from "../../tree/outline.ts";

/** What a key does in the outline. */
export type OutlineMove =
  | { readonly kind: "select"; readonly id: string }
  | { readonly kind: "toggle"; readonly id: string }
  | { readonly kind: "enter"; readonly id: string; readonly templateId: string };

/**
 * The keys of a tree grid (WAI-ARIA Authoring Practices): up and down, page and ends; Right opens, then goes to the first child;
 * Left closes, then goes to the parent; Enter opens and closes, and goes to the template of a leaf.
 *
 * @param activeAt - index of the active row, -1 when there is none.
 * @returns null when the key means nothing here.
 */
export function outlineMove(
  rows: readonly OutlineRow[],
  activeAt: number,
  key: string,
  pageRows: number,
): OutlineMove | null {
  const select = (at: number): OutlineMove | null => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))];
    return row === undefined ? null : { kind: "select", id: row.cluster.id };
  };
  const active = rows[activeAt];
  switch (key) {
    case "ArrowDown":
      return select(activeAt + 1);
    case "ArrowUp":
      return select(activeAt - 1);
    case "PageDown":
      return select(activeAt + pageRows);
    case "PageUp":
      return select(activeAt - pageRows);
    case "Home":
      return select(0);
    case "End":
      return select(rows.length - 1);
    default:
      return active === undefined ? null : moveFrom(rows, activeAt, active, key);
  }
}

function moveFrom(
  rows: readonly OutlineRow[],
  activeAt: number,
  active: OutlineRow,
  key: string,
): OutlineMove | null {
  const { id, templateId, parentId } = active.cluster;
  const toggle: OutlineMove = { kind: "toggle", id };
  switch (key) {
    case "ArrowRight": {
      if (!active.hasChildren) return null;
      const child = rows[activeAt + 1];
      return !active.isOpen || child === undefined ? toggle : { kind: "select", id: child.cluster.id };
    }
    case "ArrowLeft":
      if (active.isOpen) return toggle;
      return parentId === null ? null : { kind: "select", id: parentId };
    case "Enter":
    case " ":
      if (active.hasChildren) return toggle;
      return templateId === null ? null : { kind: "enter", id, templateId };
    default:
      return null;
  }
}
