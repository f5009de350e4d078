import type { Outlier } from "./analysis.ts";
import type { Place } from "./event-places.ts";

/** What `outliers --jsonl` prints of a template that stands out. */
export interface OutlierJson {
  readonly score: number;
  readonly severity: string;
  readonly kind: string;
  readonly reason: string;
  readonly template: string;
  readonly templateText: string;
  /** Physical lines of its events in the first source it was seen in, from 1. */
  readonly lines: readonly number[];
  readonly events: number;
  readonly places: readonly Place[];
}

export function outlierJson(outlier: Outlier): OutlierJson {
  const { score, severity, kind, reason, templateId, template, places, events } = outlier;
  const source = places[0]?.source;
  const lines: number[] = [];
  for (const place of places) {
    if (place.source !== source) continue;
    for (let line = place.firstLine; line <= place.lastLine; line++) lines.push(line);
  }
  return {
    score,
    severity,
    kind,
    reason,
    template: templateId,
    templateText: template,
    lines,
    events,
    places,
  };
}
