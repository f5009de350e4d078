import type { HostListing, ReadOutcome } from "../collect/source-reader.ts";
import type { CycleRecord, Failure, HostOutcome, SourceOutcome } from "../store/cycle-record.ts";

/**
 * How each source fared that was looked at: its own failure, else that of its host, else that of all. Of a host that is late nothing
 * is known.
 */
export function sourceOutcomes(
  listings: readonly HostListing[],
  outcomes: readonly ReadOutcome[],
  ofAll: Failure | null,
): SourceOutcome[] {
  const byId = new Map(outcomes.map((outcome) => [outcome.wanted.id, outcome]));
  return listings.flatMap(({ sources, failure }) =>
    sources.flatMap(({ id }): SourceOutcome[] => {
      const outcome = byId.get(id);
      if (outcome === undefined && failure === null) return [];
      return [
        { id, failure: failure ?? outcome?.failure ?? ofAll, sizeBytes: outcome?.read?.sizeBytes ?? null },
      ];
    }),
  );
}

/** A host failed when it could not be reached, or any of its sources could not be read. A late one is left as it was. */
export function hostOutcomes(
  listings: readonly HostListing[],
  sources: readonly SourceOutcome[],
): HostOutcome[] {
  const failures = new Map(sources.map(({ id, failure }) => [id, failure]));
  return listings.flatMap(({ name, sources: own, failure, clockSkewMs }): HostOutcome[] => {
    const clock = { clockSkewMs, warning: clockWarning(name, clockSkewMs) };
    if (failure !== null) return [{ name, failure, ...clock }];
    if (own.length > 0 && !own.some(({ id }) => failures.has(id))) return [];
    const failed = own.map(({ id }) => failures.get(id) ?? null).filter((entry) => entry !== null);
    const [first] = failed;
    if (first === undefined) return [{ name, failure: null, ...clock }];
    const message = failed.length === 1 ? first.message : `${first.message} (and ${failed.length - 1} more)`;
    return [{ name, failure: { ...first, message }, ...clock }];
  });
}

/** Times of a clock that is off this much stand in the wrong order beside those of other hosts. */
const skewMsMax = 120_000;

function clockWarning(name: string, skewMs: number | null): Failure | null {
  if (skewMs === null || Math.abs(skewMs) <= skewMsMax) return null;
  const minutes = Math.round(Math.abs(skewMs) / 60_000);
  return {
    code: "CLOCK_SKEW",
    message: `The clock of ${name} is ${minutes} min ${skewMs > 0 ? "ahead of" : "behind"} this machine's`,
    fix: "On the host: sudo timedatectl set-ntp true",
  };
}

export function phaseOf(sources: readonly SourceOutcome[]): CycleRecord["phase"] {
  const failed = sources.filter(({ failure }) => failure !== null).length;
  if (failed === 0) return "ok";
  return failed < sources.length ? "partial" : "failed";
}
