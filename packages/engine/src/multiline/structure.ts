import type { Header } from "../header/header.ts";
import { journalEntry, readJsonLine } from "../header/json-line.ts";
import { readWindowsEvent } from "../header/windows-event.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import type { OpenEvent } from "./open-event.ts";

/** Header of an event whose lines are one structure: an XML event, an object over several lines, a journal entry. Null for text. */
export function readStructure(open: OpenEvent, reader: TimestampReader): Header | null {
  const first = open.firstText;
  switch (first.charCodeAt(0)) {
    case 60:
      return first.startsWith("<Event") ? readWindowsEvent(first + open.rest, reader) : null;
    case 123:
      return first.trimEnd() === "{" ? (readJsonLine(first + open.rest, reader)?.[0] ?? null) : null;
    case 95:
      return first.startsWith("__") ? readJournalExport((first + open.rest).split("\n"), reader) : null;
    default:
      return null;
  }
}

const FIELD = /^([A-Z_][A-Z0-9_]*)=/;
const BARE = /^[A-Z_][A-Z0-9_]*$/;

/**
 * An entry of the journal's export format: `FIELD=value` lines, and fields with newlines in them as the name alone, then the length
 * in eight bytes and the value. NULs are gone by now, so that at most three characters of the length stand before the value.
 */
function readJournalExport(lines: readonly string[], reader: TimestampReader): Header | null {
  const fields: Record<string, string> = {};
  let name: string | null = null;
  for (const line of lines) {
    const key: string | undefined = FIELD.exec(line)?.[1];
    if (key !== undefined) {
      fields[key] = line.slice(key.length + 1);
      name = null;
    } else if (name === null && BARE.test(line)) name = line;
    else if (name !== null)
      fields[name] = fields[name] === undefined ? withoutLength(line) : `${fields[name]}\n${line}`;
  }
  const time = fields["__REALTIME_TIMESTAMP"];
  return time === undefined ? null : journalEntry(fields, fields["MESSAGE"] ?? "", time, reader);
}

/** Takes off the length that stands before a value: characters up to the first letter that are no plain text. */
function withoutLength(line: string): string {
  let at = 0;
  while (at < 3 && (line.charCodeAt(at) < 32 || line.charCodeAt(at) > 126)) at += 1;
  return line.slice(at);
}
