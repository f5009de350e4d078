/** What a value is. */
export const PARAMETER_KINDS = [
  "ip",
  "host",
  "user",
  "path",
  "number",
  "bytes",
  "duration",
  "hex",
  "uuid",
  "url",
  "email",
  "text",
] as const;
export type ParameterKind = (typeof PARAMETER_KINDS)[number];

/** A value longer than this is text. */
const LENGTH_MAX = 1024;

const SHAPES: readonly (readonly [RegExp, ParameterKind])[] = [
  [/^\/?\d{1,3}(?:\.\d{1,3}){3}(?:\/\d{1,2}|:\d{1,5})?$/, "ip"],
  [/^\[?(?=[^:]*:[^:]*:)[\da-f:]{2,39}(?:\.\d{1,3}){0,3}(?:%\w{1,16})?\]?(?:\/\d{1,3})?$/i, "ip"],
  [/^[+-]?\d+(?:[.,]\d+)*%?$/, "number"],
  [/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i, "uuid"],
  [/^[+-]?\d+(?:\.\d+)? ?(?:[kKMGTP]i?B?|B|bytes?|kbytes)$/, "bytes"],
  [
    /^<?\d+(?:\.\d+)? ?(?:ns|us|µs|ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|msecs?|usecs?)$/,
    "duration",
  ],
  [/^(?:\d+h)?(?:\d+m)?\d+(?:\.\d+)?s$/, "duration"],
  [/^\d{1,3}:\d{2}(?::\d{2})?(?:\.\d+)?$/, "duration"],
  [/^(?:0x[\da-f]+|(?=[^\s]*\d)(?=[^\s]*[a-f])[\da-f]{6,})$/i, "hex"],
  [/^[a-z][\da-z+.-]{1,30}:\/\//i, "url"],
  [/^[^\s@]{1,200}@[\w-]+(?:\.[\w-]+)+$/, "email"],
  [/^(?:~?\/|[A-Za-z]:[\\/]|\\\\|\.{1,2}\/)/, "path"],
  [/^(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?\.)+[a-z]{2,24}(?::\d{1,5})?$/i, "host"],
  [/^[a-z][a-z\d-]{0,62}:\d{2,5}$/i, "host"],
];

const BYTES_AFTER = /^ (?:[kKMGTP]i?B|B|bytes?|kbytes)\b/;
const DURATION_AFTER = /^ (?:ns|us|µs|ms|s|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|msecs?|usecs?)\b/;
const USER_BEFORE =
  /(?:\b(?:user|username|login|account|ruser|logname|acct|uname)\b["']?\s?[=:]?\s?["'[(]?|\b(?:password|publickey|none|pam|method|failures) for |\bby )$/i;
const HOST_BEFORE =
  /\b(?:host|hostname|rhost|server|node|proxy|client|peer|gateway|domain)\b["']?\s?[=:]?\s?["'[(]?$/i;
const NAME = /^[\p{L}_][\p{L}\d_.@$-]{0,63}$/u;

/** The kind that a value's shape tells; "text" when it tells none. */
export function kindOf(value: string): ParameterKind {
  if (value.length > LENGTH_MAX) return "text";
  for (const [shape, kind] of SHAPES) if (shape.test(value)) return kind;
  return "text";
}

/** The kind of a value between the texts of its template: these tell a user from a host, and what a number counts. */
export function kindAt(value: string, before: string, after: string): ParameterKind {
  const kind = kindOf(value);
  const near = before.slice(-40);
  if (kind === "number") {
    if (BYTES_AFTER.test(after.slice(0, 12))) return "bytes";
    return DURATION_AFTER.test(after.slice(0, 12)) ? "duration" : kind;
  }
  if (kind !== "text" && kind !== "hex") return kind;
  if (USER_BEFORE.test(near) && (NAME.test(value) || value === "")) return "user";
  return HOST_BEFORE.test(near) && NAME.test(value) ? "host" : kind;
}
