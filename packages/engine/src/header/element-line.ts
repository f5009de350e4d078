import { levelOfWord } from "../levels/level-word.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { APOSTROPHE, EQUALS, QUOTE, isLetter, skipBlanks } from "./chars.ts";
import { structuredHeader, type Fields, type Header } from "./header.ts";
import { keyEndAt } from "./key-value.ts";
import { isTimeKey, LEVEL_KEYS } from "./known-keys.ts";

/** Most attributes that one element may give. */
const attributesMax = 60;

/**
 * An XML element whose attributes say when it happened: `<msg time='…' level="…" …>text</msg>` of databases, mail servers and
 * loggers. The message is the element without its time and level. Null for other lines.
 */
export function readElementLine(text: string, reader: TimestampReader): Header | null {
  const nameEnd = elementNameEnd(text);
  if (nameEnd < 0) return null;
  const fields: Fields = {};
  const rest: string[] = [text.slice(0, nameEnd)];
  let timestamp: string | null = null;
  let level = null;
  let place = skipBlanks(text, nameEnd);
  for (let count = 0; count < attributesMax; count += 1) {
    const keyEnd = keyEndAt(text, place);
    const quote = text.charCodeAt(keyEnd + 1);
    if (keyEnd === place || text.charCodeAt(keyEnd) !== EQUALS || (quote !== QUOTE && quote !== APOSTROPHE))
      break;
    const close = text.indexOf(text.charAt(keyEnd + 1), keyEnd + 2);
    if (close < 0) break;
    const key = text.slice(place, keyEnd);
    const value = text.slice(keyEnd + 2, close);
    const word = LEVEL_KEYS.has(key.toLowerCase()) ? levelOfWord(value) : null;
    if (timestamp === null && isTimeKey(key) && reader.readWhole(value)) timestamp = reader.iso;
    else if (level === null && word !== null) level = word;
    else {
      fields[key] ??= value;
      rest.push(text.slice(place, close + 1));
    }
    place = skipBlanks(text, close + 1);
  }
  if (timestamp === null) return null;
  if (fields["logger"] !== undefined) fields["program"] ??= fields["logger"];
  const end = text.slice(place);
  return structuredHeader(timestamp, level, rest.join(" ") + (/^\/?>/.test(end) ? end : ` ${end}`), fields);
}

/** Index after the name of the element that a text begins with, or -1. */
export function elementNameEnd(text: string): number {
  if (text.charCodeAt(0) !== 60 || !isLetter(text.charCodeAt(1))) return -1;
  let end = 1;
  while (end < 60 && /[\w:.-]/.test(text.charAt(end))) end += 1;
  return skipBlanks(text, end) > end ? end : -1;
}
