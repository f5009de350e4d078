import { pathTo, type ClusterTree } from "./cluster-tree.ts";
import { cutSlots, type Open } from "./cut.ts";
import { flatTree } from "./flat-tree.ts";

/** What a person opened and closed by hand, over what the cut opens. */
export interface Wishes {
  readonly opened: readonly string[];
  /** Opened down to their leaves. */
  readonly openedWhole: readonly string[];
  /** Closed: counts more than anything that opens. */
  readonly shut: readonly string[];
  /** Those above it stand open, so that it is seen. */
  readonly selectedId: string | null;
}

/** What the wishes come to. */
export interface ByHand {
  readonly open: ReadonlySet<string>;
  /** Counts more. */
  readonly shut: ReadonlySet<string>;
}

export function byHand(tree: ClusterTree, { opened, openedWhole, shut, selectedId }: Wishes): ByHand {
  const open = new Set(opened);
  if (selectedId !== null) for (const row of pathTo(tree, selectedId).slice(0, -1)) open.add(row.id);
  const stack = [...openedWhole];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    open.add(id);
    for (const child of tree.childrenOf.get(id) ?? []) if (child.leafCount > 1) stack.push(child.id);
  }
  return { open, shut: new Set(shut) };
}

/** The clusters that stand open. */
export function openBranches(cutOpenIds: Open, { open, shut }: ByHand): Open {
  return { has: (id) => !shut.has(id) && (cutOpenIds.has(id) || open.has(id)) };
}

/** The same for a cut into `count`, by slot of the flat tree: 1 where a cluster stands open. */
export function openSlots(tree: ClusterTree, count: number, { open, shut }: ByHand): Uint8Array {
  const slots = cutSlots(tree, count);
  const { slotOf } = flatTree(tree);
  const mark = (ids: Iterable<string>, isOpen: number) => {
    for (const id of ids) {
      const slot = slotOf.get(id);
      if (slot !== undefined) slots[slot] = isOpen;
    }
  };
  mark(open, 1);
  mark(shut, 0);
  return slots;
}

/** The wishes after opening a closed cluster or closing an open one. The selection stays in sight. */
export function toggled(wishes: Wishes, id: string, cutOpenIds: Open, openIds: Open): Wishes {
  const without = (ids: readonly string[]) => ids.filter((other) => other !== id);
  if (openIds.has(id)) {
    return {
      ...wishes,
      opened: without(wishes.opened),
      openedWhole: without(wishes.openedWhole),
      shut: [...without(wishes.shut), id],
    };
  }
  const opened = cutOpenIds.has(id) ? wishes.opened : [...without(wishes.opened), id];
  return { ...wishes, opened, shut: without(wishes.shut) };
}

/** The wishes after selecting another: what the old selection held open stays open. */
export function selected(wishes: Wishes, id: string | null, cutOpenIds: Open, tree: ClusterTree): Wishes {
  const shut = new Set(wishes.shut);
  const held = wishes.selectedId === null ? [] : pathTo(tree, wishes.selectedId).slice(0, -1);
  const more = held.map((row) => row.id).filter((above) => !cutOpenIds.has(above) && !shut.has(above));
  return { ...wishes, selectedId: id, opened: [...new Set([...wishes.opened, ...more])] };
}
