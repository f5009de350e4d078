/** Names under which structured logs keep what every event has; compared in small letters. */
export const LEVEL_KEYS: ReadonlySet<string> = new Set([
  "level",
  "lvl",
  "severity",
  "levelname",
  "level_name",
  "log.level",
  "loglevel",
  "log_level",
  "priority",
  "@level",
  "s",
  "severitytext",
  "severity_text",
  "error_severity",
  "@l",
]);
export const MESSAGE_KEYS: ReadonlySet<string> = new Set([
  "msg",
  "message",
  "@message",
  "short_message",
  "log",
  "body",
  "textpayload",
  "@m",
  "rendered_message",
  "renderedmessage",
  "eventmessage",
  "jsonpayload.message",
  "fields.message",
  "body.stringvalue",
]);

const TIME_KEYS: ReadonlySet<string> = new Set([
  "time",
  "ts",
  "t",
  "@timestamp",
  "timestamp",
  "@t",
  "date",
  "datetime",
  "eventtime",
  "event_time",
  "asctime",
  "created_at",
  "start_time",
  "@time",
  "__realtime_timestamp",
  "_source_realtime_timestamp",
  "published",
  "timegenerated",
  "timecreated",
  "unifiutctime",
  "devtime",
  "rt",
  "timemillis",
  "epoch",
  "time_iso8601",
  "_time",
]);

export function isTimeKey(key: string): boolean {
  return TIME_KEYS.has(key.toLowerCase());
}

/** Ends of names that say when something happened (`CreationTime`, `requestReceivedTimestamp`, `startUTC`), and words in them that say it is another time. */
const TIME_ENDING = /(?:time|timestamp|utc|unixnano|_at|_ts|date)$/;
const OTHER_TIME =
  /expir|until|valid|end|last|next|birth|modif|updat|delet|uptime|runtime|timeout|response|duration/;
/** Names inside another object that are a time wherever they stand. */
const NESTED = new Set([
  "timestamp",
  "@timestamp",
  "time",
  "ts",
  "datetime",
  "eventtime",
  "eventcreationtime",
]);

/** True for names that say when it happened where none of the known ones does. */
export function mayBeTimeKey(key: string): boolean {
  const name = key.toLowerCase();
  const dot = name.lastIndexOf(".");
  if (dot >= 0) return NESTED.has(name.slice(dot + 1));
  return TIME_ENDING.test(name) && !OTHER_TIME.test(name);
}
