/** Which lines a view counts: a window of time and some hosts. */
export interface Scope {
  /** The window by its name, as long as it ends now. */
  readonly window: WindowName | null;
  /** The same as instants (ISO 8601, UTC), or those that were picked; null: no bound. */
  readonly from: string | null;
  readonly to: string | null;
  /** Null: all. */
  readonly hosts: readonly string[] | null;
}

/** What the API takes of it. */
export interface ScopeArguments {
  readonly from: string | null;
  readonly to: string | null;
  readonly hosts: string[] | null;
}

export const HOUR_MS = 3_600_000;

const WINDOW_HOURS = { "1h": 1, "24h": 24, "7d": 168 } as const;
export type WindowName = keyof typeof WINDOW_HOURS;
export const WINDOW_NAMES = ["1h", "24h", "7d"] as const;

/** What of an address says the scope: a view's links carry it on to the next. */
const SCOPE_NAMES = ["window", "from", "to", "hosts"] as const;

export function isWindowName(name: string | null): name is WindowName {
  return name !== null && Object.hasOwn(WINDOW_HOURS, name);
}

/**
 * The scope an address says. What makes no sense in it counts as not said.
 *
 * @param nowMs - a window by name ends with the present hour: facts are kept by the hour, and the question stays the same for one.
 */
export function readScope(parameters: URLSearchParams, nowMs: number): Scope {
  const hosts = (parameters.get("hosts") ?? "").split(",").filter(Boolean).map(decoded);
  const named = { hosts: hosts.length === 0 ? null : hosts };
  const window = parameters.get("window");
  if (isWindowName(window)) {
    const end = endOfHour(nowMs);
    return { ...named, window, ...span(end - WINDOW_HOURS[window] * HOUR_MS, end) };
  }
  const [from, to] = [instant(parameters.get("from")), instant(parameters.get("to"))];
  if (from !== null && to !== null && from >= to) return { ...named, window: null, from: null, to: null };
  return { ...named, window: null, from: iso(from), to: iso(to) };
}

/** Hosts as an address says them. */
export function hostsParameter(hosts: readonly string[] | null): string | null {
  return hosts === null ? null : hosts.map(encodeURIComponent).join(",");
}

export function scopeArguments({ from, to, hosts }: Scope): ScopeArguments {
  return { from, to, hosts: hosts === null ? null : [...hosts] };
}

/** The same parameters, of an address, that say a scope: to go into a link. */
export function scopeParameters(parameters: Pick<URLSearchParams, "get">): URLSearchParams {
  const kept = new URLSearchParams();
  for (const name of SCOPE_NAMES) {
    const value = parameters.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}

/** From one instant to another, ISO 8601. */
interface Span {
  readonly from: string;
  readonly to: string;
}

/** The window, or of none the last 24 hours, and the time just before it that is as long. */
export function windowAndBefore(
  { from, to }: Pick<Scope, "from" | "to">,
  nowMs: number,
): { readonly from: Span; readonly to: Span } {
  const end = to === null ? endOfHour(nowMs) : Date.parse(to);
  const start = from === null ? end - WINDOW_HOURS["24h"] * HOUR_MS : Date.parse(from);
  return { from: span(start - (end - start), start), to: span(start, end) };
}

function span(fromMs: number, toMs: number): Span {
  return { from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() };
}

function endOfHour(nowMs: number): number {
  return (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
}

function instant(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
