import type { Level } from "./event.ts";

/** The place of a value that varies, as it shows in a template's text. */
export const WILDCARD = "<*>";

/** Constant tokens and wildcards that group events of one kind. */
export interface LogTemplate {
  /** Hash of `text` (hex, 16 digits): the same text has the same id everywhere. */
  readonly id: string;
  /** Tokens and delimiters as they stand in a line, `<*>` where a value varies. */
  readonly text: string;
  /** Most severe level that its events say; null when none says one. */
  readonly level: Level | null;
  /** Programs, loggers or components that its events name, sorted, at most 8. */
  readonly programs: readonly string[];
  /** Events (weights added up) and physical lines. */
  readonly count: number;
  readonly lineCount: number;
  /** First messages in byte order, at most 3: independent of input order. */
  readonly examples: readonly string[];
}

/** A template's earlier id and the id of the more general template that took its place. */
export interface Lineage {
  readonly fromId: string;
  readonly toId: string;
}
