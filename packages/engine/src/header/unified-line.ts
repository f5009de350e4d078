import type { Level } from "../event.ts";
import { isDigit, skipBlanks, skipDigits, skipWord } from "./chars.ts";
import { wholeHeader, type Header } from "./header.ts";

const LEVELS: ReadonlyMap<string, Level> = new Map([
  ["Default", "info"],
  ["Info", "info"],
  ["Debug", "debug"],
  ["Error", "error"],
  ["Fault", "fatal"],
]);

/** Longest name of a process. */
const nameLengthMax = 80;

/** macOS's `log show` after its time: thread, type, activity, pid, time to live, `process: message`. Null for other lines. */
export function readUnifiedTail(text: string, at: number, timestamp: string | null): Header | null {
  const typeAt = skipBlanks(text, skipWord(text, at));
  const typeEnd = skipWord(text, typeAt);
  const level = LEVELS.get(text.slice(typeAt, typeEnd));
  const activityAt = skipBlanks(text, typeEnd);
  if (level === undefined || !text.startsWith("0x", activityAt)) return null;
  const pidAt = skipBlanks(text, skipWord(text, activityAt));
  const pidEnd = skipDigits(text, pidAt);
  const ttlAt = skipBlanks(text, pidEnd);
  const nameAt = skipBlanks(text, skipDigits(text, ttlAt));
  const colon = text.indexOf(": ", nameAt);
  if (pidEnd === pidAt || !isDigit(text.charCodeAt(ttlAt)) || colon < 0 || colon > nameAt + nameLengthMax)
    return null;
  const fields = { program: text.slice(nameAt, colon), pid: text.slice(pidAt, pidEnd) };
  return wholeHeader(timestamp, level, text.slice(colon + 2), fields);
}
