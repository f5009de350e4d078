import { stat } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import {
  checkpointAt,
  type JournalOptions,
  journalPath,
  readSource,
  type Checkpoint,
  type Gap,
  type SourceRead,
  type Transport,
} from "@deepsec/collector";
import { decodeLines, parseEvents, redactLines, type LogEvent } from "@deepsec/engine";
import type { ReadSettings } from "../parse-settings.ts";
import type { SourceState } from "./collect-state.ts";

const READ_BYTES_MAX = 4 << 20;
/** A stack trace is written in one go: what was quiet for so long is whole. */
const QUIET_MS = 250;
/** A last line without a newline is still being written; after so long its writer has died, and it is taken as it stands. */
const PARTIAL_LINE_WAIT_MS = 30_000;

/** The next events of a source and where it stands after them. */
export interface SourceEvents {
  readonly events: readonly LogEvent[];
  readonly state: SourceState;
  readonly gap: Gap | null;
  readonly bytes: number;
  readonly lines: number;
  /** False when nothing more can be had now. */
  readonly hasMore: boolean;
}

async function quietMsOf(path: string): Promise<number> {
  const entry = await stat(path).catch(() => null);
  return entry === null ? 0 : Date.now() - entry.mtimeMs;
}

/** Reads on; a file that was written a moment ago gets the time to finish its last event. */
async function readQuiet(
  transport: Transport,
  path: string,
  from: Checkpoint | null,
  journal: JournalOptions | null,
): Promise<SourceRead> {
  if (path === journalPath)
    return readSource(transport, path, from, { bytesMax: READ_BYTES_MAX, journal: journal ?? undefined });
  const takePartial = (await quietMsOf(path)) > PARTIAL_LINE_WAIT_MS;
  const options = { bytesMax: READ_BYTES_MAX, includeRotated: true, takePartial };
  const read = await readSource(transport, path, from, options);
  if (read.bytes.length === 0 || read.lagBytes > 0 || read.isGenerationEnd) return read;
  const quietMs = await quietMsOf(read.readPath);
  // A time in the future is another clock's.
  if (quietMs < 0 || quietMs >= QUIET_MS) return read;
  await setTimeout(QUIET_MS - quietMs);
  return readSource(transport, path, from, options);
}

/**
 * The next events of a source after `from`, at most about 4 MiB of them.
 *
 * @throws CollectError as `readSource`
 */
export async function readSourceEvents(
  transport: Transport,
  path: string,
  from: SourceState | null,
  settings: ReadSettings & { readonly journal: JournalOptions | null },
): Promise<SourceEvents> {
  const read = await readQuiet(transport, path, from?.checkpoint ?? null, settings.journal);
  const isContinued = from !== null && !read.generationChanged;
  const firstNumber = isContinued ? from.nextLine : 1;
  const decoded = decodeLines(read.bytes, {
    encoding: read.encoding,
    offsetBytes: read.offsetBytes,
    firstNumber,
  });
  const { lines, openFrom } = settings.redaction
    ? redactLines(decoded, read.bytes, settings.redaction)
    : { lines: decoded, openFrom: decoded.length };
  const before = (isContinued ? from.parse : null) ?? undefined;
  // A private key without its end waits for it, as an unfinished event does.
  const parse = (isFinal: boolean) =>
    parseEvents(isFinal ? lines : lines.slice(0, openFrom), { ...settings, isFinal }, before);
  // At the end of what is there now the last event is taken as it stands: the next call may be a day away.
  const isEnd = read.isGenerationEnd || read.lagBytes === 0;
  let parsed = parse(isEnd);
  // An event as long as the whole piece would wait for itself for ever.
  if (!isEnd && parsed.restFrom === 0 && read.bytes.length >= READ_BYTES_MAX / 2) parsed = parse(true);
  const rest = lines[parsed.restFrom];
  const checkpoint = rest === undefined ? read.checkpoint : checkpointAt(read, rest.offsetBytes);
  return {
    events: parsed.events,
    state: {
      checkpoint,
      parse: parsed.state,
      nextLine: rest === undefined ? firstNumber + lines.length : rest.number,
    },
    gap: read.gap,
    bytes: read.bytes.length,
    lines: lines.length,
    hasMore:
      checkpoint.offsetBytes > read.offsetBytes ||
      (read.lagBytes > 0 && checkpoint.cursor !== from?.checkpoint.cursor),
  };
}
