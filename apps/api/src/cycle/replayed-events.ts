import type { Checkpoint } from "@deepsec/collector";
import { countMarkers, type Encoding, type Line, parseEvents, type ParseState } from "@deepsec/engine";
import type { ReplayedRead } from "../archive/replay.ts";
import type { SourceAdvance } from "../store/cycle-record.ts";
import type { KnownSource, KnownState } from "../store/known-state.ts";
import type { CountedEvent } from "./analyze.ts";
import { blankEvent, countEvents } from "./parse-read.ts";
import { addCounts } from "./redaction.ts";

/** A read of an archive, and its events. */
interface Found {
  readonly read: ReplayedRead;
  readonly source: KnownSource;
  readonly mark: Mark;
  readonly events: readonly CountedEvent[];
  /** Number of its first line. */
  readonly firstLine: number;
}

/** How far a source was read: `ArchivedSource.checkpoint`, which archived-sources.ts writes. */
type Mark = Checkpoint & { readonly encoding: Encoding; readonly parseState: ParseState };

/** The events of reads that the graph does not have yet; the events of a cycle begin and end where they did. */
export function findEvents(reads: readonly ReplayedRead[], known: KnownState, timeZone: string): Found[] {
  const found: Found[] = [];
  const latest = new Map<string, Pick<Found, "mark" | "firstLine"> & { readonly generation: number }>();
  for (const read of reads) {
    const source = known.sources.find(({ id }) => id === read.sourceId);
    if (source === undefined || isStored(read, source)) continue;
    const before = latest.get(read.sourceId);
    const generation = before?.generation ?? source.generation;
    const state = before?.mark.parseState ?? source.parseState;
    const firstLine = before?.firstLine ?? source.lineCount + 1;
    const mark = parseMark(read.checkpoint);
    const { events } = parseEvents(
      read.lines.map(toLine),
      { now: read.observedAt, timeZone, isFinal: true },
      generation === read.generation ? (state ?? undefined) : undefined,
    );
    const counted = countEvents(
      events.length > 0
        ? events
        : [blankEvent(read.lines[0]?.offsetBytes ?? 0, lengthOf(read), read.lines.length)],
      read.lines.length,
    );
    found.push({ read, source, mark, events: counted, firstLine });
    latest.set(read.sourceId, {
      mark,
      generation: read.generation,
      firstLine: firstLine + read.lines.length,
    });
  }
  return found;
}

/** Where the sources stand after those reads. */
export function advancesOf(found: readonly Found[]): SourceAdvance[] {
  return [...Map.groupBy(found, ({ source }) => source).entries()].flatMap(([source, own]) => {
    const last = own.at(-1);
    if (last === undefined) return [];
    const { encoding, parseState, ...to } = last.mark;
    const sum = (of: (one: Found) => number): number => own.reduce((total, one) => total + of(one), 0);
    return {
      id: source.id,
      from: source.checkpoint,
      to,
      encoding,
      generation: last.read.generation,
      parseState,
      partialLines: sum(
        ({ read }) => read.lines.filter(({ lineEnd, raw }) => lineEnd === "" && raw === null).length,
      ),
      gap: null,
      bytes: sum(({ read }) => lengthOf(read)),
      lines: sum(({ read }) => read.lines.length),
      redacted: own
        .flatMap(({ read }) => read.lines.filter(({ isRedacted }) => isRedacted))
        .reduce((counts, { text }) => addCounts(counts, countMarkers(text)), source.redacted),
      events: sum(({ events }) => events.reduce((total, { event }) => total + event.weight, 0)),
    };
  });
}

/** A batch has lines that were read at several times: an event that says none gets the one at which it was read. */
export function atItsTime(counted: CountedEvent, observedAt: string): CountedEvent {
  if (counted.saidMs !== null) return counted;
  return { ...counted, saidMs: Date.parse(observedAt), event: { ...counted.event, timestamp: observedAt } };
}

function isStored({ generation, lines }: ReplayedRead, source: KnownSource): boolean {
  if (source.checkpoint === null || generation > source.generation) return false;
  return generation < source.generation || (lines[0]?.offsetBytes ?? 0) < source.checkpoint.offsetBytes;
}

function toLine(line: ReplayedRead["lines"][number], index: number): Line {
  const { text, offsetBytes, lengthBytes, isCut } = line;
  return { number: index + 1, text, offsetBytes, lengthBytes, isCut };
}

function lengthOf({ lines }: ReplayedRead): number {
  return lines.reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
}

/** Only what this room wrote itself is parsed here. */
function parseMark(text: string): Mark {
  const mark: Mark = JSON.parse(text);
  return mark;
}
