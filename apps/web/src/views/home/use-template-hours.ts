"use client";

import type { HourCount } from "../../chart/hour-buckets.ts";
import { ask } from "../../data/ask.ts";
import { TEMPLATE_HOURS } from "../../data/tree-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { HOUR_MS } from "../../scope/scope.ts";

const POLL_MS = 60_000;
const TREND_HOURS = 47;
const TEMPLATES_MAX = 300;

/** Lines by hour of some templates over the last two days, by id. Empty until they are here. */
export function useTemplateHours(ids: readonly string[]): ReadonlyMap<string, readonly HourCount[]> {
  const templateIds = [...new Set(ids)].toSorted().slice(0, TEMPLATES_MAX);
  const [state] = usePolled(
    JSON.stringify(["template hours", templateIds]),
    async (client) => {
      if (templateIds.length === 0) return new Map<string, readonly HourCount[]>();
      const from = new Date(Date.now() - TREND_HOURS * HOUR_MS).toISOString();
      const { clusters } = await ask(client, TEMPLATE_HOURS, { templateIds, from });
      return new Map(clusters.map(({ templateId, hours }) => [templateId ?? "", hours]));
    },
    POLL_MS,
  );
  return state.phase === "ready" ? state.data : new Map();
}
