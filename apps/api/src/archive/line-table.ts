import type { ArchivedEvent, ArchivedSource } from "./archived-source.ts";

/** Bits of `LineTable.flags`; what follows them is the length of the line's end. */
export const IS_OBSERVED = 1;
export const IS_CUT = 2;
export const IS_REDACTED = 4;
export const LINE_END_SHIFT = 3;

/** What is the same for all lines of a source. */
interface SourceRow {
  readonly source: string;
  readonly host: string;
  readonly generation: number;
  readonly observedMs: number;
  /** Number of its last line here, which has the checkpoint. */
  readonly lastLine: number;
  readonly checkpoint: string;
}

/** What is the same for many events. */
interface KindRow {
  readonly level: string | null;
  readonly template: string;
  readonly templateText: string;
}

/** The lines of a cycle by columns, so that there is no object for each of them: not from thread to thread, and not on the way to DuckDB. */
export interface LineTable {
  readonly sources: readonly SourceRow[];
  readonly kinds: readonly KindRow[];
  /** Of the line's source and event in `sources` and `kinds`. */
  readonly place: Int32Array<ArrayBuffer>;
  readonly kind: Int32Array<ArrayBuffer>;
  /** Whole numbers as doubles, which is what they are here. */
  readonly line: Float64Array<ArrayBuffer>;
  readonly offsetBytes: Float64Array<ArrayBuffer>;
  readonly lengthBytes: Float64Array<ArrayBuffer>;
  readonly timeMs: Float64Array<ArrayBuffer>;
  readonly eventLine: Int32Array<ArrayBuffer>;
  readonly eventLines: Int32Array<ArrayBuffer>;
  readonly weight: Float64Array<ArrayBuffer>;
  readonly flags: Int32Array<ArrayBuffer>;
  readonly text: readonly string[];
  readonly raw: readonly (Uint8Array | null)[];
}

/** @throws RangeError when a source has fewer lines than its events count. */
export function lineTable(sources: readonly ArchivedSource[]): LineTable {
  const count = sources.reduce((sum, { lines }) => sum + lines.length, 0);
  const int = (): Int32Array<ArrayBuffer> => new Int32Array(count);
  const double = (): Float64Array<ArrayBuffer> => new Float64Array(count);
  const [place, kind, eventLine, eventLines, flags] = [int(), int(), int(), int(), int()];
  const [line, offsetBytes, lengthBytes, timeMs, weight] = [double(), double(), double(), double(), double()];
  const text: string[] = [];
  const raw: (Uint8Array | null)[] = [];
  const kinds = new Kinds();
  for (const [sourcePlace, source] of sources.entries()) {
    const base = text.length;
    for (const event of source.events) {
      const eventKind = kinds.of(event);
      for (let number = 1; number <= event.lineCount; number++) {
        const row = text.length;
        const own = source.lines[row - base];
        if (own === undefined)
          throw new RangeError(`${source.sourceId} has fewer lines than its events count`);
        place[row] = sourcePlace;
        kind[row] = eventKind;
        line[row] = source.firstLine + row - base;
        offsetBytes[row] = own.offsetBytes;
        lengthBytes[row] = own.lengthBytes;
        timeMs[row] = event.timeMs;
        eventLine[row] = number;
        eventLines[row] = event.lineCount;
        weight[row] = event.weight;
        flags[row] =
          (event.isObserved ? IS_OBSERVED : 0) |
          (own.isCut ? IS_CUT : 0) |
          (own.isRedacted ? IS_REDACTED : 0) |
          (own.lineEnd.length << LINE_END_SHIFT);
        text.push(own.text);
        raw.push(own.raw);
      }
    }
  }
  const ofLines = {
    place,
    kind,
    line,
    offsetBytes,
    lengthBytes,
    timeMs,
    eventLine,
    eventLines,
    weight,
    flags,
  };
  return { sources: sources.map(sourceRow), kinds: kinds.rows, ...ofLines, text, raw };
}

/** The memory that may be handed to another thread instead of copied. */
export function tableBuffers(table: LineTable): ArrayBuffer[] {
  return Object.values(table).flatMap((column) =>
    column instanceof Int32Array || column instanceof Float64Array ? [column.buffer as ArrayBuffer] : [],
  );
}

function sourceRow({
  sourceId,
  host,
  generation,
  observedAt,
  firstLine,
  lines,
  checkpoint,
}: ArchivedSource): SourceRow {
  const lastLine = firstLine + lines.length - 1;
  return { source: sourceId, host, generation, observedMs: Date.parse(observedAt), lastLine, checkpoint };
}

class Kinds {
  readonly rows: KindRow[] = [];
  readonly #places = new Map<string, number>();

  of({ level, templateId, templateText }: ArchivedEvent): number {
    const key = `${templateId} ${level}`;
    const known = this.#places.get(key);
    if (known !== undefined) return known;
    this.#places.set(key, this.rows.length);
    return this.rows.push({ level, template: templateId, templateText }) - 1;
  }
}
