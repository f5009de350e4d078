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

const HOUR_MS = 3_600_000;

const WINDOW_HOURS = { "1h": 1, "24h": 24, "7d": 168 } as const;
export type WindowName = keyof typeof WINDOW_HOURS;

export function isWindowName(name: string | null): name is WindowName {
  return name !== null && Object.hasOwn(WINDOW_HOURS, name);
}

/**
 * The window up to the end of the present hour against the equally long one before it. Facts are kept by the hour, so
 * whole hours are what both sides count, and the question stays the same one for an hour.
 */
export function timeSides(window: WindowName, nowMs: number): Sides {
  const lengthMs = WINDOW_HOURS[window] * HOUR_MS;
  const endMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
  return {
    from: { from: at(endMs - 2 * lengthMs), to: at(endMs - lengthMs) },
    to: { from: at(endMs - lengthMs), to: at(endMs) },
  };
}

function at(ms: number): string {
  return new Date(ms).toISOString();
}

/** One host against another, or against all others when `other` is null. Null when there is none to compare it with. */
export function hostSides(host: string, other: string | null, all: readonly string[]): Sides | null {
  const others = other === null ? all.filter((name) => name !== host) : [other];
  if (others.length === 0 || others.includes(host)) return null;
  return { from: { hosts: others }, to: { hosts: [host] } };
}
