import type { EntityCases } from "./entity-cases.ts";

/**
 * What each case has of each template: case `c` is the rows from `starts[c]` up to `starts[c + 1]`, one for each of its
 * different templates, in the order in which it came to them.
 */
export interface CaseProfiles {
  readonly caseCount: number;
  readonly starts: Uint32Array;
  readonly templates: Uint32Array;
  readonly counts: Uint32Array;
  /** Events of the log from the case's first event to the template's first, and from the template's last to the case's last. */
  readonly sinceStart: Uint32Array;
  readonly untilEnd: Uint32Array;
  /**
   * For each case, events of the log from its first event to the log's end, and from the log's beginning to its last. A case
   * that begins as others do was seen from its beginning: for it the second is the whole log.
   */
  readonly seenAfter: Uint32Array;
  readonly seenBefore: Uint32Array;
  /** Cases that have each template. */
  readonly caseCounts: Uint32Array;
}

/** A template that so many cases begin with is a beginning. Asked are those of the log's second half: they are the whole ones. */
const BEGINNING_SHARE_MIN = 0.05;

/** @param templateCount - One more than the largest template index. */
export function caseProfiles(cases: EntityCases, templateCount: number): CaseProfiles {
  const caseCount = cases.values.length;
  const starts = new Uint32Array(caseCount + 1);
  const rowOf = new Int32Array(templateCount).fill(-1);
  const eventCount = cases.templates.length;
  const templates = new Uint32Array(eventCount);
  const counts = new Uint32Array(eventCount);
  const sinceStart = new Uint32Array(eventCount);
  const untilEnd = new Uint32Array(eventCount);
  const seenAfter = new Uint32Array(caseCount);
  const seenBefore = new Uint32Array(caseCount);
  const caseCounts = new Uint32Array(templateCount);
  const { positions, logLength } = cases;
  const isBeginning = beginnings(cases, templateCount);
  let end = 0;
  for (let c = 0; c < caseCount; c++) {
    const from = cases.starts[c] ?? 0;
    const to = cases.starts[c + 1] ?? 0;
    const firstRow = end;
    const first = positions?.[from] ?? 0;
    const last = positions?.[to - 1] ?? 0;
    for (let event = from; event < to; event++) {
      const template = cases.templates[event] ?? 0;
      let row = rowOf[template] ?? -1;
      if (row < firstRow) {
        row = end++;
        rowOf[template] = row;
        templates[row] = template;
        sinceStart[row] = (positions?.[event] ?? 0) - first;
        caseCounts[template] = (caseCounts[template] ?? 0) + 1;
      }
      counts[row] = (counts[row] ?? 0) + 1;
      untilEnd[row] = last - (positions?.[event] ?? 0);
    }
    seenAfter[c] = positions === null ? logLength : logLength - first;
    const isFromBeginning = isBeginning[firstTemplate(cases, c)] === 1;
    seenBefore[c] = positions === null || isFromBeginning ? logLength : last + 1;
    starts[c + 1] = end;
  }
  return {
    caseCount,
    starts,
    templates: templates.subarray(0, end),
    counts: counts.subarray(0, end),
    sinceStart: sinceStart.subarray(0, end),
    untilEnd: untilEnd.subarray(0, end),
    seenAfter,
    seenBefore,
    caseCounts,
  };
}

/** 1 for each template that is a beginning. */
function beginnings(cases: EntityCases, templateCount: number): Uint8Array {
  const { values, starts, positions, logLength } = cases;
  const counts = new Uint32Array(templateCount);
  let late = 0;
  for (let c = 0; c < values.length; c++) {
    if (positions !== null && (positions[starts[c] ?? 0] ?? 0) < logLength / 2) continue;
    const template = firstTemplate(cases, c);
    counts[template] = (counts[template] ?? 0) + 1;
    late++;
  }
  return Uint8Array.from(counts, (count) => (count > 0 && count >= late * BEGINNING_SHARE_MIN ? 1 : 0));
}

function firstTemplate({ starts, templates }: EntityCases, c: number): number {
  return templates[starts[c] ?? 0] ?? 0;
}
