/** What a value looks like. */
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

/** The kind that a value's shape tells; "text" when it tells none. */
export function kindOf(value: string): ParameterKind {
  if (value.length > 1024) return "text";
  if (/^\/?\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?$/.test(value)) return "ip";
  if (/^[+-]?\d+(?:\.\d+)?$/.test(value)) return "number";
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value)) return "uuid";
  if (/^0x[0-9a-f]+$/i.test(value)) return "hex";
  if (/^[a-z][a-z0-9+.-]{1,15}:\/\//i.test(value)) return "url";
  if (value.startsWith("/")) return "path";
  return "text";
}
