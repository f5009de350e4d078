import { checkpointWithin, type Checkpoint, type JournalPlace } from "../checkpoint.ts";
import type { Gap } from "../gap.ts";
import { startOfFile } from "../generation.ts";
import type { SourceRead } from "../source-read.ts";
import type { JournalAnswer, Transport } from "../transport.ts";
import { journalClosed, journalUnavailable } from "./journal-error.ts";
import { type JournalEntry, journalEntry } from "./journal-entry.ts";

/** The name of a host's journal among its sources. */
export const journalPath = "journald";

/** What of a journal is read. */
export interface JournalOptions {
  /** Where its files are, when not in the system's usual place. */
  readonly directory: string | null;
  /** Units whose entries are wanted, `ssh` or `ssh.service`; none: all entries. */
  readonly units: readonly string[];
  /** How far back the first read begins. */
  readonly sinceDays: number;
}

export const wholeJournal: JournalOptions = { directory: null, units: [], sinceDays: 7 };

/** An entry that is longer is asked for once more, without its long fields. */
const entryBytesMax = 16 * 1024 * 1024;
/** Pieces with nothing wanted in them are passed over, so many in one read. */
const piecesMax = 8;
/** The checkpoint moves past so many unwanted entries without a wanted one; fewer are read again the next time. */
const unwantedMax = 1_000;

/**
 * The next entries of a journal after a checkpoint, each as one line of JSON. The entry that the checkpoint names is asked for as well: when it
 * is not the first of the answer, those in between are lost, and the read has a gap.
 *
 * @throws CollectError `FILE_UNREADABLE` where only the user's own entries are shown, `JOURNAL_UNAVAILABLE`, `CONNECTION_LOST`.
 */
export async function readJournal(
  transport: Transport,
  from: Checkpoint | null,
  options: JournalOptions,
  bytesMax: number,
): Promise<SourceRead> {
  const start = from ?? startOfFile;
  const wanted = new Set(options.units.flatMap((unit) => [unit, `${unit}.service`]));
  const lines: Uint8Array[] = [];
  const places: JournalPlace[] =
    from?.cursor === undefined ? [] : [{ offsetBytes: from.offsetBytes, cursor: from.cursor }];
  let gap: Gap | null = null;
  let offsetBytes = start.offsetBytes;
  let unwanted = 0;
  let cursor = from?.cursor ?? null;
  let hasMore = true;
  for (let pieces = 0; lines.length === 0 && hasMore && pieces < piecesMax; pieces += 1) {
    const piece = await nextEntries(transport, cursor, options, bytesMax);
    hasMore = piece.hasMore;
    const isFound = piece.entries[0]?.cursor === cursor;
    if (cursor !== null && !isFound && piece.entries.length > 0)
      gap = { kind: "CURSOR_LOST", path: journalPath, offsetBytes };
    for (const entry of isFound ? piece.entries.slice(1) : piece.entries) {
      cursor = entry.cursor;
      const isWanted = wanted.size === 0 || entry.units.some((unit) => wanted.has(unit));
      if (isWanted) {
        lines.push(entry.line);
        offsetBytes += entry.line.length;
      } else unwanted += 1;
      if (places.at(-1)?.offsetBytes === offsetBytes) places.pop();
      places.push({ offsetBytes, cursor });
    }
  }
  const isMoved = lines.length > 0 || gap !== null || unwanted >= unwantedMax;
  const context = {
    bytes: Buffer.concat(lines),
    offsetBytes: start.offsetBytes,
    inode: null,
    before: none,
    headBytes: none,
    cursors: places,
  };
  return {
    ...context,
    encoding: "utf-8",
    readPath: journalPath,
    generationChanged: from === null,
    isGenerationEnd: lines.length > 0,
    endsPartial: false,
    gap,
    checkpoint: isMoved ? checkpointWithin(context, offsetBytes) : start,
    sizeBytes: offsetBytes,
    lagBytes: hasMore ? 1 : 0,
  };
}

const none = new Uint8Array(0);

interface Piece {
  readonly entries: readonly JournalEntry[];
  readonly hasMore: boolean;
}

/** The entries from `cursor` on, itself included; more than one unless the journal ends there. */
async function nextEntries(
  transport: Transport,
  cursor: string | null,
  { directory, sinceDays }: JournalOptions,
  bytesMax: number,
): Promise<Piece> {
  const request = { directory, cursor, sinceDays, isCutShort: false };
  for (let pieceBytes = bytesMax; pieceBytes <= entryBytesMax; pieceBytes *= 4) {
    const answer = await transport.journal({ ...request, bytesMax: pieceBytes });
    const piece = pieceOf(transport, answer, pieceBytes);
    if (!piece.hasMore || piece.entries.length > 1) return piece;
  }
  const answer = await transport.journal({ ...request, isCutShort: true, bytesMax: entryBytesMax });
  return pieceOf(transport, answer, entryBytesMax);
}

function pieceOf({ where, user }: Transport, { json, complaint }: JournalAnswer, bytesMax: number): Piece {
  const whole = json.lastIndexOf(0x0a) + 1;
  const entries = Buffer.from(json.subarray(0, whole))
    .toString("utf8")
    .split("\n")
    .flatMap((line) => journalEntry(line) ?? []);
  // It may show the entries of the user's own processes, and say that there are others.
  if (/not seeing messages|insufficient permissions|permission denied/iu.test(complaint))
    throw journalClosed(where, user, complaint);
  if (entries.length === 0 && json.length < bytesMax && complaint.trim() !== "")
    throw journalUnavailable(where, complaint.trim().slice(0, 300));
  return { entries, hasMore: json.length >= bytesMax };
}
