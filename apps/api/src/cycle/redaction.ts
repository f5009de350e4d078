import { type KeyedHash, type RedactionCounts, type RedactOptions } from "@deepsec/engine";

/** How the lines of each source are redacted before anything else is done with them. */
export interface Redaction {
  readonly hash: KeyedHash;
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

export function redactionOf(
  { hash, bySource }: Redaction,
  hostName: string,
  pattern: string,
): SourceRedaction | null {
  const options = bySource.get(redactKey(hostName, pattern));
  return options === null ? null : { hash, options: options ?? {} };
}

export function addCounts(a: RedactionCounts, b: RedactionCounts): RedactionCounts {
  const sum: Record<string, number> = { ...a };
  for (const [kind, count] of Object.entries(b)) sum[kind] = (sum[kind] ?? 0) + count;
  return sum;
}
