import { levelOfWord } from "../levels/level-word.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { EQUALS } from "./chars.ts";
import { wholeHeader, type Header } from "./header.ts";
import { LEVEL_OF_LETTER } from "./letter-level-line.ts";

/** Longest name of a process and its place. */
const placeLengthMax = 120;
const MARK = " REPORT==== ";

/**
 * First line of a report of Erlang's (RabbitMQ, ejabberd, CouchDB): `=ERROR REPORT==== 3-Feb-2026::07:01:02 ===`. What it reports
 * stands in the lines after it. Null for other lines.
 */
export function readReportLine(text: string, reader: TimestampReader): Header | null {
  const mark = text.indexOf(MARK);
  if (text.charCodeAt(0) !== EQUALS || mark < 0 || mark > 20 || !reader.read(text, mark + MARK.length))
    return null;
  const kind = text.slice(1, mark);
  const level = levelOfWord(kind) ?? (kind === "CRASH" ? "error" : kind === "PROGRESS" ? "info" : null);
  return wholeHeader(reader.iso, level, `${kind} REPORT`, {});
}

/** ejabberd's entries of before 2014: `I(<0.370.0>:ejabberd_listener:281) : message`. Null for other lines. */
export function readProcessLine(text: string): Header | null {
  const level = LEVEL_OF_LETTER.get(text.charAt(0));
  if (level === undefined || !text.startsWith("(<", 1)) return null;
  const close = text.indexOf(") : ");
  const nameAt = text.indexOf(">:") + 2;
  if (close < 0 || close > placeLengthMax || nameAt < 4 || nameAt > close) return null;
  const nameEnd = text.lastIndexOf(":", close);
  return wholeHeader(null, level, text.slice(close + 4), {
    program: text.slice(nameAt, nameEnd < nameAt ? close : nameEnd),
  });
}
