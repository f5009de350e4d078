import { WILDCARD } from "../log-template.ts";

/** Where a slot of a template stands in the more general one that took its place. */
export interface SlotMove {
  readonly from: number;
  readonly to: number;
}

/**
 * The slots that are still slots of their own in the text of a more general template. What it joined to one wildcard, and what was
 * text before, moves nowhere. Empty when the one text is no case of the other.
 */
export function slotMoves(text: string, general: string): SlotMove[] {
  const constants = general.split(WILDCARD);
  const first = constants[0] ?? "";
  if (!text.startsWith(first)) return [];
  const moves: SlotMove[] = [];
  let at = first.length;
  let from = 0;
  for (const [to, constant] of constants.slice(1).entries()) {
    const isLast = to === constants.length - 2;
    const end = isLast ? text.length - constant.length : text.indexOf(constant, at);
    if (end < at || !text.startsWith(constant, end)) return [];
    const value = text.slice(at, end);
    if (value === WILDCARD) moves.push({ from, to });
    from += value.split(WILDCARD).length - 1;
    at = end + constant.length;
  }
  return moves;
}
