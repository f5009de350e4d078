import type { Level } from "../event.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";

/** Level numbers of Windows; 0 ("log always", audits) says nothing. */
const LEVELS: ReadonlyMap<string, Level> = new Map([
  ["1", "fatal"],
  ["2", "error"],
  ["3", "warn"],
  ["4", "info"],
  ["5", "trace"],
]);

/** Names of event data that say who came from where. */
const SOURCE_NAMES = ["IpAddress", "c-ip", "SourceAddress", "ClientAddress", "SourceIp"];
const USER_NAMES = ["TargetUserName", "SubjectUserName", "cs-username", "AccountName"];

/** Most event data that one event may give. */
const dataMax = 80;

/**
 * `<Event xmlns='…/win/2004/08/events/event'>…</Event>`, whole, newlines in it. The message is the provider, the event's id and its
 * data in order, which are the same in every language, unlike the rendered message.
 */
export function readWindowsEvent(text: string, reader: TimestampReader): Header | null {
  const id = between(text, "<EventID", "</EventID>");
  if (id === null) return null;
  const eventId = id.slice(id.indexOf(">") + 1).trim();
  const time = attribute(text, "<TimeCreated", "SystemTime");
  const fields: Fields = { event_id: eventId };
  const provider = attribute(text, "<Provider", "Name");
  const computer = between(text, "<Computer>", "</Computer>");
  if (computer !== null) fields["host"] = decode(computer);
  if (provider !== null) fields["program"] = provider;
  const data = readData(text);
  for (const [name, value] of data) if (!(name in fields)) fields[name] = value;
  const src = firstOf(fields, SOURCE_NAMES);
  const user = firstOf(fields, USER_NAMES);
  if (src !== null) fields["src"] = src;
  if (user !== null) fields["user"] = user;
  const level = LEVELS.get(between(text, "<Level>", "</Level>") ?? "") ?? null;
  const created = time !== null && reader.readWhole(time) ? reader.iso : null;
  const timestamp = requestTime(fields, reader) ?? created;
  const words = data.map(([name, value]) => `${name}=${value}`);
  return wholeHeader(
    timestamp,
    level,
    [`EventID ${eventId}`, provider ?? "", ...words].filter((word) => word !== "").join(" "),
    fields,
  );
}

/** IIS writes its requests as events some seconds after it served them; `date` and `time` among their data say when, in UTC. */
function requestTime(fields: Fields, reader: TimestampReader): string | null {
  const { date, time } = fields;
  return date !== undefined && time !== undefined && reader.readWhole(`${date} ${time}Z`) ? reader.iso : null;
}

function readData(text: string): [string, string][] {
  const data: [string, string][] = [];
  let at = text.indexOf("<Data");
  while (at >= 0 && data.length < dataMax) {
    const open = text.indexOf(">", at);
    if (open < 0) break;
    const close = text.indexOf("</Data>", open);
    const name = attributeIn(text.slice(at, open), "Name");
    const isEmpty = text.charCodeAt(open - 1) === 47;
    if (!isEmpty && close < 0) break;
    if (!isEmpty) data.push([name ?? `data${data.length + 1}`, decode(text.slice(open + 1, close)).trim()]);
    at = text.indexOf("<Data", isEmpty ? open : close);
  }
  return data;
}

function firstOf(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields[name];
    if (value !== undefined && value !== "-" && value !== "") return value;
  }
  return null;
}

function attribute(text: string, tag: string, name: string): string | null {
  const at = text.indexOf(tag);
  const end = text.indexOf(">", at);
  return at < 0 || end < 0 ? null : attributeIn(text.slice(at, end), name);
}

function attributeIn(tag: string, name: string): string | null {
  const at = tag.indexOf(` ${name}=`);
  if (at < 0) return null;
  const quote = tag.charAt(at + name.length + 2);
  const end = tag.indexOf(quote, at + name.length + 3);
  return (quote !== "'" && quote !== '"') || end < 0 ? null : decode(tag.slice(at + name.length + 3, end));
}

function between(text: string, open: string, close: string): string | null {
  const at = text.indexOf(open);
  const end = at < 0 ? -1 : text.indexOf(close, at);
  return end < 0 ? null : text.slice(at + open.length, end);
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.includes("&")
    ? text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? "")
    : text;
}
