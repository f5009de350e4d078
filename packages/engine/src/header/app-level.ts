import { levelOfSureWordAt, levelOfWord } from "../levels/level-word.ts";
import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  DOT,
  MINUS,
  SPACE,
  isDigit,
  isLetter,
  skipBlanks,
  skipDigits,
  skipWord,
} from "./chars.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";
import { LEVEL_OF_LETTER } from "./letter-level-line.ts";
import { bracketEnd } from "./logger-name.ts";

/** Longest name of a channel. */
const channelLengthMax = 40;

/** MongoDB before version 4.4: `I NETWORK  [conn1] message`, `-` where the component is not named. */
export function readLetterLevel(text: string, at: number, timestamp: string | null): Header | null {
  if (text.charCodeAt(at + 1) !== SPACE) return null;
  const level = LEVEL_OF_LETTER.get(text.charAt(at));
  const nameEnd = level === undefined ? at : skipWord(text, at + 2);
  const open = skipBlanks(text, nameEnd);
  if (level === undefined || text.charCodeAt(open) !== BRACKET_OPEN) return null;
  const end = bracketEnd(text, open);
  const name = text.slice(at + 2, nameEnd);
  if (end < 0 || !/^[A-Z_]+$|^-$/.test(name)) return null;
  const fields: Fields = name === "-" ? {} : { program: name };
  return wholeHeader(timestamp, level, text.slice(skipBlanks(text, end)), fields);
}

/** `production.ERROR: message` of PHP's loggers: channel and level. */
export function readChannelLevel(text: string, at: number, timestamp: string | null): Header | null {
  let dot = at;
  while (dot < at + channelLengthMax && isNameCode(text.charCodeAt(dot)) && text.charCodeAt(dot) !== DOT)
    dot += 1;
  if (dot === at || text.charCodeAt(dot) !== DOT) return null;
  const colon = text.indexOf(": ", dot);
  if (colon < 0 || colon > dot + 12) return null;
  const word = text.slice(dot + 1, colon);
  const level = word === word.toUpperCase() ? levelOfWord(word) : null;
  return level === null
    ? null
    : wholeHeader(timestamp, level, text.slice(colon + 2), { program: text.slice(at, dot) });
}

/** ESXi: `info hostd[2099] message`. */
export function readLevelAndTag(text: string, at: number, timestamp: string | null): Header | null {
  const end = skipWord(text, at);
  const level = levelOfSureWordAt(text, at, end);
  if (level === null) return null;
  const open = text.indexOf("[", end);
  const close = skipDigits(text, open + 1);
  if (open < 0 || skipWord(text, end + 1) <= open || close === open + 1) return null;
  if (text.charCodeAt(close) !== BRACKET_CLOSE || open - end < 3) return null;
  const fields = { program: text.slice(end + 1, open), pid: text.slice(open + 1, close) };
  return wholeHeader(timestamp, level, text.slice(skipBlanks(text, close + 1)), fields);
}

/** Letters, digits and the marks that names of loggers have between them. */
export function isNameCode(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === 95 || code === DOT || code === 36 || code === MINUS;
}
