import { createHmac } from "node:crypto";
import type { KeyedHash, RedactionCounts, RedactOptions } from "@deepsec/engine";

/** How the lines of each source are redacted before anything else is done with them. */
export interface Redaction {
  /** For `keyedHash`. */
  readonly key: Uint8Array;
  /** By `redactKey`; null: leave the lines as they are. Sources that are not in it are redacted as by default. */
  readonly bySource: ReadonlyMap<string, RedactOptions | null>;
}

/** How one source is. */
export interface SourceRedaction {
  readonly hash: KeyedHash;
  readonly options: RedactOptions;
}

/** @param pattern - The path as the settings have it, wildcards in it. */
export function redactKey(hostName: string, pattern: string): string {
  return `${hostName}:${pattern}`;
}

/** Null: leave its lines as they are. */
export function redactOptionsOf(
  { bySource }: Redaction,
  hostName: string,
  pattern: string,
): RedactOptions | null {
  const options = bySource.get(redactKey(hostName, pattern));
  return options === undefined ? {} : options;
}

/** HMAC-SHA-256, in hex. */
export function keyedHash(key: Uint8Array): KeyedHash {
  return (value) => createHmac("sha256", key).update(value).digest("hex");
}

export function addCounts(a: RedactionCounts, b: RedactionCounts): RedactionCounts {
  const sum: Record<string, number> = { ...a };
  for (const [kind, count] of Object.entries(b)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
