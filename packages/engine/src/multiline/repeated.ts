import type { Level } from "../event.ts";
import type { Fields } from "../header/header.ts";
import { skipDigits } from "../header/chars.ts";

/** What a source's last event was, plain JSON. */
export interface Repeatable {
  readonly message: string;
  readonly level: Level | null;
  readonly fields: Readonly<Fields>;
}

/** Longest message that is remembered for a repetition; syslog's own lines are shorter. */
export const repeatableLengthMax = 4_096;

/** An entry that stands for others. */
interface Repeated extends Repeatable {
  readonly weight: number;
}

const LAST = "last message repeated ";
const MANY = "message repeated ";

/**
 * `last message repeated N times` (syslogd; macOS writes dashes around it) stands for N more of the event before it, so it takes that
 * one's message. `message repeated N times: [ text]` (rsyslog) counts N and keeps its text. Null for other messages.
 */
export function repeatedEntry(message: string, last: Repeatable | null): Repeated | null {
  const code = message.charCodeAt(0);
  if (code !== 108 && code !== 109 && code !== 45) return null;
  const start = code === 45 && message.startsWith("--- ") ? 4 : 0;
  if (message.startsWith(LAST, start)) {
    const weight = countAt(message, start + LAST.length);
    if (weight === null || last === null || last.message.length > repeatableLengthMax) return null;
    return {
      message: last.message,
      level: last.level,
      fields: { ...last.fields, repeated: String(weight) },
      weight,
    };
  }
  if (!message.startsWith(MANY, start)) return null;
  const weight = countAt(message, start + MANY.length);
  return weight === null
    ? null
    : { message: message.trim(), level: null, fields: { repeated: String(weight) }, weight };
}

function countAt(message: string, at: number): number | null {
  const end = skipDigits(message, at);
  if (end === at || end - at > 9 || !message.startsWith(" time", end)) return null;
  return Math.max(1, Number(message.slice(at, end)));
}
