import { Buffer } from "node:buffer";
import type { SourceRead } from "@deepsec/collector";
import { type Line, redact } from "@deepsec/engine";
import type { ArchivedEvent, ArchivedLine, ArchivedSource } from "../archive/archived-source.ts";
import type { KnownSource } from "../store/known-state.ts";
import type { CountedEvent } from "./analyze.ts";
import type { Assigned } from "./assigned.ts";
import type { ParsedRead } from "./parse-read.ts";
import type { SourceRedaction } from "./redaction.ts";

/** A read of which events were counted. */
export interface CountedRead {
  readonly source: KnownSource;
  readonly generation: number;
  readonly read: SourceRead;
  readonly parsed: ParsedRead;
  /** Null: the lines stay as they are. */
  readonly redaction: SourceRedaction | null;
}

/** What the archive keeps of a cycle's reads. @param assigned - Of the same sources, in the same order. */
export function archivedSources(
  reads: readonly CountedRead[],
  assigned: Assigned,
  observedAt: string,
): ArchivedSource[] {
  return reads.map(({ source, generation, read, parsed, redaction }, i) => ({
    sourceId: source.id,
    host: source.hostName,
    generation,
    firstLine: source.lineCount + 1,
    observedAt,
    lines: parsed.analyzed.map((line, index) =>
      archivedLine(line, parsed.isRedacted[index] ?? true, read, redaction),
    ),
    events: archivedEvents(parsed.events, assigned, i, observedAt),
    checkpoint: JSON.stringify({ ...parsed.to, encoding: read.encoding, parseState: parsed.parseState }),
  }));
}

/** @param i - Place of their source in `assigned`. */
export function archivedEvents(
  events: readonly CountedEvent[],
  assigned: Assigned,
  i: number,
  observedAt: string,
): ArchivedEvent[] {
  const observedMs = Date.parse(observedAt);
  return events.map(({ event, lineCount, saidMs }, j) => {
    const template = assigned.templates[assigned.bySource[i]?.[j] ?? -1];
    return {
      lineCount,
      timeMs: saidMs ?? observedMs,
      isObserved: saidMs === null,
      level: event.level,
      weight: event.weight,
      templateId: template?.id ?? "",
      templateText: template?.text ?? "",
    };
  });
}

function archivedLine(
  line: Line,
  isRedacted: boolean,
  read: SourceRead,
  redaction: SourceRedaction | null,
): ArchivedLine {
  const { text, offsetBytes, lengthBytes, isCut } = line;
  const start = offsetBytes - read.offsetBytes;
  const bytes = Buffer.from(read.bytes.buffer, read.bytes.byteOffset + start, lengthBytes);
  const lineEnd = lineEndOf(bytes);
  const all = { offsetBytes, lengthBytes, text, lineEnd, isCut };
  if (isCut && redaction !== null) {
    // What was cut off was not looked at when the line was redacted.
    const whole = redact(wholeText(bytes, read), redaction.hash, redaction.options);
    const isAny = isRedacted || Object.keys(whole.counts).length > 0;
    return { ...all, raw: isAny ? Buffer.from(whole.text + lineEnd) : bytes, isRedacted: isAny };
  }
  const raw = isRedacted || isWritten(bytes, text, lineEnd) ? null : bytes;
  return { ...all, raw, isRedacted };
}

function lineEndOf(bytes: Buffer): ArchivedLine["lineEnd"] {
  if (bytes.at(-1) !== 10) return "";
  return bytes.at(-2) === 13 ? "\r\n" : "\n";
}

/** True when the bytes are the text and its end in UTF-8. */
function isWritten(bytes: Buffer, text: string, lineEnd: string): boolean {
  if (Buffer.byteLength(text) + lineEnd.length !== bytes.length) return false;
  // Decoding only ever leaves out, but for U+FFFD: where there is none, equal lengths are equal bytes.
  return !text.includes("\uFFFD") || bytes.equals(Buffer.from(text + lineEnd));
}

function wholeText(bytes: Buffer, { encoding }: SourceRead): string {
  return new TextDecoder(encoding)
    .decode(bytes)
    .replace(/\r?\n$/, "")
    .replaceAll("\0", "");
}
