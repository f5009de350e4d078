/** A line as it was read, and as the analysis saw it. */
export interface ArchivedLine {
  /** Position of its first byte in its content. */
  readonly offsetBytes: number;
  /** Bytes that it takes in its source, its end included. */
  readonly lengthBytes: number;
  /** What templates are mined from: decoded, redacted, without its end. */
  readonly text: string;
  readonly lineEnd: "\n" | "\r\n" | "";
  /** All of its bytes, its end included, where they are not `text` and `lineEnd` in UTF-8; null where they are. Never unredacted. */
  readonly raw: Uint8Array | null;
  /** `text` lost its end, because it was too long. */
  readonly isCut: boolean;
  /** Secrets were replaced: neither `text` nor `raw` is what stood there. */
  readonly isRedacted: boolean;
}

/** An event, and how many of the lines are counted with it. */
export interface ArchivedEvent {
  readonly lineCount: number;
  /** The time that it is counted at, in ms since 1970. */
  readonly timeMs: number;
  /** The event says none: it is counted at the time it was read. */
  readonly isObserved: boolean;
  readonly level: string | null;
  /** How many events it counts for. */
  readonly weight: number;
  readonly templateId: string;
  readonly templateText: string;
}

/** What one cycle read of one source. */
export interface ArchivedSource {
  readonly sourceId: string;
  readonly host: string;
  /** Counts the contents that the source had: offsets begin again with each. */
  readonly generation: number;
  /** Number of the first line in its source, from 1, over all contents. */
  readonly firstLine: number;
  /** ISO 8601 in UTC. */
  readonly observedAt: string;
  readonly lines: readonly ArchivedLine[];
  /** Their line counts add up to the number of lines. */
  readonly events: readonly ArchivedEvent[];
  /** How far the source is read after the last line: what a rebuilt graph goes on from. */
  readonly checkpoint: string;
}
