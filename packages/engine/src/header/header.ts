import type { Level } from "../event.ts";

/** Named values of a line, as text. */
export type Fields = Record<string, string>;

/** What a line says before its message. */
export interface Header {
  readonly timestamp: string | null;
  readonly level: Level | null;
  readonly message: string;
  readonly fields: Fields;
  /** False where a line has nothing but text: it may go on with the entry before it. */
  readonly isHeaded: boolean;
  /** True where the header stands in a structure or has a level, so that it can be taken off inside another one's message. */
  readonly isWhole: boolean;
  /** True where the fields are the line's own names and values. */
  readonly isStructured: boolean;
}

/** A header with no level that ends where the message begins. */
export function timedHeader(timestamp: string | null, message: string, fields: Fields): Header {
  return { timestamp, level: null, message, fields, isHeaded: true, isWhole: false, isStructured: false };
}

/** A header that is certain. */
export function wholeHeader(
  timestamp: string | null,
  level: Level | null,
  message: string,
  fields: Fields,
): Header {
  return { timestamp, level, message, fields, isHeaded: true, isWhole: true, isStructured: false };
}

/** A line that is all message. */
export function plainHeader(level: Level | null, message: string): Header {
  return {
    timestamp: null,
    level,
    message,
    fields: {},
    isHeaded: false,
    isWhole: false,
    isStructured: false,
  };
}

/** The header of a line that is made of names and values. */
export function structuredHeader(
  timestamp: string | null,
  level: Level | null,
  message: string,
  fields: Fields,
): Header {
  return { timestamp, level, message, fields, isHeaded: true, isWhole: true, isStructured: true };
}
