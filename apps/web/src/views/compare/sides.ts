import { windowAndBefore, readScope, type WindowName } from "../../scope/scope.ts";

/** What one side of a comparison counts: the API's `DiffSide`. */
interface Side {
  readonly from?: string;
  readonly to?: string;
  readonly hosts?: string[];
}

export interface Sides {
  readonly from: Side;
  readonly to: Side;
}

/** The window up to the end of the present hour against the equally long one before it. */
export function timeSides(window: WindowName, nowMs: number): Sides {
  return windowAndBefore(readScope(new URLSearchParams({ window }), nowMs), nowMs);
}

/** One host against another, or against all others when `other` is null. Null when there is none to compare it with. */
export function hostSides(host: string, other: string | null, all: readonly string[]): Sides | null {
  const others = other === null ? all.filter((name) => name !== host) : [other];
  if (others.length === 0 || others.includes(host)) return null;
  return { from: { hosts: others }, to: { hosts: [host] } };
}
