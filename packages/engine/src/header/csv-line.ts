import { levelOfWord } from "../levels/level-word.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { COMMA, QUOTE, skipDigits } from "./chars.ts";
import { timedHeader, wholeHeader, type Fields, type Header } from "./header.ts";

/** Columns of PostgreSQL's csvlog after its time: where user, database, process, client, severity and message stand. */
const columnCount = 13;
const [USER, DATABASE, PID, CLIENT, SEVERITY] = [0, 1, 2, 3, 10];

/** PostgreSQL's csvlog after its time: `,"user","database",pid,"client:port",…,SEVERITY,state,"message",…`. Null for other lines. */
export function readCsvTail(text: string, at: number, timestamp: string | null): Header | null {
  const columns: string[] = [];
  let place = at;
  while (columns.length < columnCount && text.charCodeAt(place) === COMMA) {
    const end = columnEnd(text, place + 1);
    columns.push(unquoted(text.slice(place + 1, end)));
    place = end;
  }
  const level = levelOfWord(columns[SEVERITY] ?? "");
  const pid = columns[PID] ?? "";
  if (columns.length < columnCount || level === null || pid === "" || skipDigits(pid, 0) !== pid.length)
    return null;
  const fields: Fields = { pid };
  const client = columns[CLIENT] ?? "";
  if (columns[USER]) fields["user"] = columns[USER];
  if (columns[DATABASE]) fields["db"] = columns[DATABASE];
  if (client !== "" && client !== "[local]") fields["src"] = withoutPort(client);
  return wholeHeader(timestamp, level, columns[columnCount - 1] ?? "", fields);
}

/** `1,2026/02/03 07:01:02,serial,TRAFFIC,…` of Palo Alto: a number, a time, and columns. Null for other lines. */
export function readNumberedCsv(text: string, reader: TimestampReader): Header | null {
  const at = skipDigits(text, 0) + 1;
  if (!reader.read(text, at) || text.charCodeAt(reader.end) !== COMMA || reader.iso === null) return null;
  return timedHeader(reader.iso, text.slice(reader.end + 1), {});
}

/** Index of the comma after a column, or of the end; a quote in quotes is written twice. */
function columnEnd(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === QUOTE) {
    const close = text.indexOf('"', end + 1);
    if (close < 0) return text.length;
    end = close + 1;
  }
  const comma = text.indexOf(",", end);
  return comma < 0 ? text.length : comma;
}

function unquoted(column: string): string {
  return column.startsWith('"') ? column.slice(1, -1).replaceAll('""', '"') : column;
}

function withoutPort(client: string): string {
  const colon = client.lastIndexOf(":");
  return colon > 0 ? client.slice(0, colon) : client;
}
