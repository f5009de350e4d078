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
]);
export const MESSAGE_KEYS: ReadonlySet<string> = new Set([
  "msg",
  "message",
  "@message",
  "short_message",
  "log",
  "body",
  "textpayload",
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
]);

export function isTimeKey(key: string): boolean {
  return TIME_KEYS.has(key.toLowerCase());
}
