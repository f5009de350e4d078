"use client";

import type { HourCount } from "../chart/hour-buckets.ts";
import { ask } from "../data/ask.ts";
import { HOURS } from "../data/tree-documents.ts";
import { usePolled } from "../data/use-polled.ts";
import type { ScopeArguments } from "../scope/scope.ts";

const POLL_MS = 30_000;
/** Clusters whose hours are asked for at once. */
const HOURS_OF_MAX = 100;

/** Lines by hour of some clusters, by id; of the first hundred. Empty until they are here. */
export function useHours(
  ids: readonly string[],
  scope: ScopeArguments,
): ReadonlyMap<string, readonly HourCount[]> {
  const asked = ids.slice(0, HOURS_OF_MAX).toSorted();
  const [state] = usePolled(
    JSON.stringify(["hours", asked, scope]),
    async (client) => {
      const { clusters } = await ask(client, HOURS, { ids: asked, ...scope });
      return new Map(clusters.map(({ id, hours }) => [id, hours]));
    },
    POLL_MS,
  );
  return state.phase === "ready" ? state.data : new Map();
}
