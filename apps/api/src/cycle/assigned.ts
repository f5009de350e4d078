import type { LogTemplate } from "@deepsec/engine";
import type { SourceEvents } from "./analyze.ts";

/** The template of each event of a cycle. */
export interface Assigned {
  readonly templates: readonly AssignedTemplate[];
  /** By source and event: which of `templates`. */
  readonly bySource: readonly Int32Array[];
}

interface AssignedTemplate {
  readonly id: string;
  readonly text: string;
}

/** @param templateOf - Template of event `j` of source `i`. */
export function assign(
  sources: readonly SourceEvents[],
  templateOf: (i: number, j: number) => LogTemplate,
): Assigned {
  const places = new Map<string, number>();
  const templates: AssignedTemplate[] = [];
  const bySource = sources.map(({ events }, i) =>
    Int32Array.from(events, (_, j) => {
      const { id, text } = templateOf(i, j);
      const place = places.get(id) ?? templates.push({ id, text }) - 1;
      places.set(id, place);
      return place;
    }),
  );
  return { templates, bySource };
}
