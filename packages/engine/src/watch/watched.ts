import type { EvidencePlace } from "../evidence/evidence-finding.ts";
import type { LogEvent } from "../event.ts";
import type { Occasion } from "./watch-findings.ts";

/** An event as detectors of the unusual see it. */
export interface Watched {
  readonly event: LogEvent;
  readonly templateId: string;
  /** The machine it was read on, or that it names. */
  readonly host: string;
  readonly place: EvidencePlace;
  readonly timeMs: number;
}

/** The parts of an occasion that its event tells. */
export function occasionOf({ templateId, host, place, timeMs }: Watched) {
  return { host, timeMs, templateIds: [templateId], places: [place] } satisfies Partial<Occasion>;
}
