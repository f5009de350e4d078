import type { Level } from "../event.ts";
import { levelOfMessage } from "../levels/level-at.ts";
import { levelOfWord } from "../levels/level-word.ts";
import { skipWord } from "./chars.ts";
import type { Header } from "./header.ts";

/** How far into a line a compiler's `error:` may stand. */
const reachMax = 200;

/** Marks of build tools, runtimes and the kernel and what they mean, as they stand at the head of a line. */
const MARKS: readonly (readonly [string, Level])[] = [
  ["##[error]", "error"],
  ["##[warning]", "warn"],
  ["##[debug]", "debug"],
  ["##[notice]", "info"],
  ["::error", "error"],
  ["::warning", "warn"],
  ["::debug", "debug"],
  ["::notice", "info"],
  ["npm ERR!", "error"],
  ["npm error", "error"],
  ["npm WARN", "warn"],
  ["npm warn", "warn"],
  ["npm notice", "info"],
  ["npm info", "info"],
  ["npm verb", "trace"],
  ["FAILURE: ", "error"],
  ["BUILD FAILED", "error"],
  ["panic: ", "fatal"],
  ["fatal error: ", "fatal"],
  ["fatal: ", "fatal"],
  ["Traceback (most recent call last)", "error"],
  ["Exception in thread ", "error"],
  ["Unhandled exception", "fatal"],
  ["Out of memory: ", "error"],
  ["Kernel panic", "fatal"],
  ["BUG: ", "error"],
  ["PHP Fatal error", "fatal"],
  ["PHP Warning", "warn"],
  ["PHP Notice", "info"],
  ["PHP Parse error", "error"],
];

/** What a line without header says of its own level; null where it says nothing. The whole line stays the message. */
export function readBuildLine(text: string): Header | null {
  const level = levelOfMark(text) ?? levelOfMessage(text) ?? compilerLevel(text);
  return level === null
    ? null
    : {
        timestamp: null,
        level,
        message: text,
        fields: {},
        isHeaded: false,
        isWhole: false,
        isStructured: false,
      };
}

/** The marks by their first character. */
const marksOf = new Map<number, (readonly [string, Level])[]>();
for (const entry of MARKS) {
  const code = entry[0].charCodeAt(0);
  const known = marksOf.get(code);
  if (known === undefined) marksOf.set(code, [entry]);
  else known.push(entry);
}

/** Level that a build tool's mark at the head of a text names; null without one. */
export function levelOfMark(text: string): Level | null {
  const marks = marksOf.get(text.charCodeAt(0));
  if (marks === undefined) return null;
  for (const [mark, level] of marks) if (text.startsWith(mark)) return level;
  return null;
}

/** `src/a.c:12:3: error: …`, `App.java:[3,4] warning: …`. */
function compilerLevel(text: string): Level | null {
  const at = text.indexOf(": ");
  if (at < 0 || at > reachMax) return null;
  const next = skipWord(text, at + 2);
  if (text.charCodeAt(next - 1) !== 58) return next - at > 15 ? null : fatalError(text, at + 2);
  return next - at < 4 || next - at > 15 ? null : levelOfWord(text.slice(at + 2, next - 1));
}

function fatalError(text: string, at: number): Level | null {
  return text.startsWith("fatal error:", at) ? "fatal" : null;
}
