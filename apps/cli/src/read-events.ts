import { decodeLines, parseEvents, type Line, type LogEvent, type ParseState } from "@deepsec/engine";
import { LineRedactor } from "./line-redactor.ts";
import type { OpenInput } from "./open-input.ts";
import type { ReadSettings } from "./parse-settings.ts";
import { wholeLines } from "./whole-lines.ts";

/** What one piece of a source gave. */
export interface EventBatch {
  readonly events: readonly LogEvent[];
  /** Lines and bytes read since the batch before. */
  readonly lines: number;
  readonly bytes: number;
}

/** The events of a source in file order, piece by piece; an event that goes on in the next piece comes with that one. */
export async function* readEvents(input: OpenInput, settings: ReadSettings): AsyncGenerator<EventBatch> {
  const redactor = new LineRedactor(settings.redaction ?? null);
  let waiting: readonly Line[] = [];
  let state: ParseState | undefined;
  let firstNumber = 1;
  for await (const { bytes, offsetBytes, encoding } of wholeLines(input.chunks())) {
    const fresh = decodeLines(bytes, { encoding, offsetBytes, firstNumber });
    firstNumber += fresh.length;
    const clean = redactor.take(fresh, bytes);
    const lines = waiting.length === 0 ? clean : [...waiting, ...clean];
    const parsed = parseEvents(lines, { ...settings, isFinal: false }, state);
    state = parsed.state;
    waiting = lines.slice(parsed.restFrom);
    yield { events: parsed.events, lines: fresh.length, bytes: bytes.length };
  }
  const last = [...waiting, ...redactor.rest()];
  if (last.length === 0) return;
  const { events } = parseEvents(last, { ...settings, isFinal: true }, state);
  yield { events, lines: 0, bytes: 0 };
}
