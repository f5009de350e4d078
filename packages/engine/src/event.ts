/** What a line says of itself, from least to most severe; null where it says nothing. */
export const LEVELS = ["trace", "debug", "info", "warn", "error", "fatal"] as const;
export type Level = (typeof LEVELS)[number];

/** One log entry, of one or more lines. */
export interface LogEvent {
  /** Numbers of its first and last physical line, from 1. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Where its first byte stands in the source, and how many bytes it takes, newlines included. */
  readonly offsetBytes: number;
  readonly lengthBytes: number;
  /** ISO 8601 with offset as the event says it; null when it says none. Never made up. */
  readonly timestamp: string | null;
  readonly level: Level | null;
  /** What the event says after its header: the text that templates are mined from. Lines are joined by "\n". */
  readonly message: string;
  /**
   * Named values of the header and message: src, user, host, program, app, pid, http_status, … `is_cut` where a line lost its end,
   * `repeated` where it counts others, `uptime` and `time_approximate` of a kernel's ring buffer.
   */
  readonly fields: Readonly<Record<string, string>>;
  /** How many entries it stands for: 1, or N of `last message repeated N times`. */
  readonly weight: number;
}
