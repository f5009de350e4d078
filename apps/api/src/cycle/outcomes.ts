import type { HostListing, ReadOutcome } from "../collect/source-reader.ts";
import type { CycleRecord, HostOutcome, SourceOutcome } from "../store/cycle-record.ts";

/** How each source fared: its own failure, else that of its host. */
export function sourceOutcomes(
  listings: readonly HostListing[],
  outcomes: readonly ReadOutcome[],
): SourceOutcome[] {
  const byId = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  return listings.flatMap(({ sources, failure }) =>
    sources.map(({ id }): SourceOutcome => {
      const outcome = byId.get(id);
      return {
        id,
        failure: failure ?? outcome?.failure ?? null,
        sizeBytes: outcome?.read?.sizeBytes ?? null,
      };
    }),
  );
}

/** A host failed when it could not be reached, or any of its sources could not be read. */
export function hostOutcomes(
  listings: readonly HostListing[],
  sources: readonly SourceOutcome[],
): HostOutcome[] {
  const failures = new Map(sources.map(({ id, failure }) => [id, failure]));
  return listings.map(({ name, sources: own, failure }) => {
    if (failure !== null) return { name, failure };
    const failed = own.map(({ id }) => failures.get(id) ?? null).filter((entry) => entry !== null);
    const [first] = failed;
    if (first === undefined) return { name, failure: null };
    const message = failed.length === 1 ? first.message : `${first.message} (and ${failed.length - 1} more)`;
    return { name, failure: { ...first, message } };
  });
}

export function phaseOf(sources: readonly SourceOutcome[]): CycleRecord["phase"] {
  const failed = sources.filter(({ failure }) => failure !== null).length;
  if (failed === 0) return "ok";
  return failed < sources.length ? "partial" : "failed";
}
