import { ApiError } from "../api-error.ts";

/** What a client may say about the lines to count. */
export interface ScopeArguments {
  readonly from?: string | null;
  readonly to?: string | null;
  readonly hosts?: readonly string[] | null;
}

/** The lines that an answer counts. */
export interface Scope {
  /** First hour, and the hour after the last one, in hours since 1970 (UTC); null: no bound. */
  readonly from: number | null;
  readonly to: number | null;
  /** Sorted, each once; null: all. */
  readonly hosts: readonly string[] | null;
}

export const EVERYTHING: Scope = { from: null, to: null, hosts: null };

export const HOUR_MS = 3_600_000;
/** Neo4j and JavaScript agree on the years that four digits can say. */
const TIME = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2}))?$/;

/** @throws ApiError `BAD_INPUT` for a time that is none, `from` not before `to`, or an empty list of hosts. */
export function scopeOf({ from, to, hosts }: ScopeArguments): Scope {
  const [fromMs, toMs] = [timeMs("from", from), timeMs("to", to)];
  if (fromMs !== null && toMs !== null && fromMs >= toMs) {
    throw new ApiError("BAD_INPUT", `from is before to, but ${from} is not before ${to}`);
  }
  if (hosts?.length === 0) {
    throw new ApiError("BAD_INPUT", "hosts names at least one host; leave it out to count all");
  }
  return {
    from: fromMs === null ? null : Math.floor(fromMs / HOUR_MS),
    to: toMs === null ? null : Math.ceil(toMs / HOUR_MS),
    hosts: hosts === null || hosts === undefined ? null : [...new Set(hosts)].toSorted(),
  };
}

/**
 * The scopes of both sides of a diff. Rounding to hours must not make two windows overlap that do not: the hour in which one
 * ends and the other begins counts for the later one alone, so that what began after a deploy is new.
 *
 * @throws ApiError `BAD_INPUT` as `scopeOf`, and when the earlier window has no hour of its own.
 */
export function scopesOfSides(from: ScopeArguments, to: ScopeArguments): readonly [Scope, Scope] {
  const [a, b] = [scopeOf(from), scopeOf(to)];
  return [endBefore(a, from, b, to), endBefore(b, to, a, from)];
}

function endBefore(scope: Scope, said: ScopeArguments, next: Scope, nextSaid: ScopeArguments): Scope {
  const [endMs, nextMs] = [timeMs("to", said.to), timeMs("from", nextSaid.from)];
  if (endMs === null || nextMs === null || endMs > nextMs || scope.to === null || next.from === null)
    return scope;
  const to = Math.min(scope.to, next.from);
  if (scope.from !== null && scope.from >= to) {
    throw new ApiError(
      "BAD_INPUT",
      `counts are kept by the hour, and the window up to ${said.to} has none that the one from ${nextSaid.from} has not; let it begin an hour earlier`,
    );
  }
  return { ...scope, to };
}

/** True when nothing narrows what is counted. */
export function isEverything({ from, to, hosts }: Scope): boolean {
  return from === null && to === null && hosts === null;
}

/** The scope as answers say it: hours as times in UTC. */
export function scopeView({ from, to, hosts }: Scope) {
  return {
    from: from === null ? null : hourText(from),
    to: to === null ? null : hourText(to),
    hosts,
  };
}

/** Start of an hour as ISO 8601 in UTC. */
export function hourText(hour: number): string {
  return new Date(hour * HOUR_MS).toISOString();
}

/** @throws ApiError `BAD_INPUT` for a text that is no time, or one without its zone. */
export function timeMs(name: string, text: string | null | undefined): number | null {
  if (text === null || text === undefined) return null;
  const ms = TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return ms;
  const shown = JSON.stringify(text.slice(0, 64));
  throw new ApiError(
    "BAD_INPUT",
    `${name} is a time with its zone, such as 2026-11-25T04:00:00Z, not ${shown}`,
  );
}
