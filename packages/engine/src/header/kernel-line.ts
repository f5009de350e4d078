import type { Level } from "../event.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { BRACKET_CLOSE, BRACKET_OPEN, DOT, skipBlanks, skipDigits } from "./chars.ts";
import { timedHeader, type Header } from "./header.ts";

/**
 * `[ 1234.567890] message`: seconds since the host came up (printk). The time is known only where the boot time is, and even then
 * roughly, since the clock behind it stands still while the host sleeps: `uptime` keeps the seconds, `time_approximate` says so.
 */
export function readKernelLine(
  text: string,
  at: number,
  level: Level | null,
  reader: TimestampReader,
): Header | null {
  const end = uptimeEnd(text, at);
  if (end < 0) return null;
  const secondsAt = skipBlanks(text, at + 1);
  const uptime = text.slice(secondsAt, end - 1);
  const timestamp = reader.clock.isoOfUptime(Number(uptime), uptime.slice(uptime.indexOf(".") + 1));
  const fields =
    timestamp === null
      ? { program: "kernel", uptime }
      : { program: "kernel", uptime, time_approximate: "true" };
  const message = text.slice(skipBlanks(text, end));
  return level === null
    ? timedHeader(timestamp, message, fields)
    : { timestamp, level, message, fields, isHeaded: true, isWhole: false, isStructured: false };
}

/** Index after `[ 1234.567890]`, or -1. */
export function uptimeEnd(text: string, at: number): number {
  if (text.charCodeAt(at) !== BRACKET_OPEN) return -1;
  const start = skipBlanks(text, at + 1);
  const dot = skipDigits(text, start);
  if (dot === start || dot - start > 9 || text.charCodeAt(dot) !== DOT) return -1;
  const end = skipDigits(text, dot + 1);
  return end - dot === 7 && text.charCodeAt(end) === BRACKET_CLOSE ? end + 1 : -1;
}
