import type { KeyedHash, ParseOptions } from "@deepsec/engine";
import { CliError } from "./cli-error.ts";

/** How lines are read: the clock, the zone and the boot time for lines that say none, and whether they have a header at all. */
export type ReadSettings = Omit<ParseOptions, "isFinal"> & {
  /** Replaces secrets in lines; null or left out: they stay. */
  readonly redaction?: KeyedHash | null;
};

// A date alone or a time without zone would be read in this machine's zone: the same command, another answer elsewhere.
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)$/;

/** @throws CliError `USAGE` unless `text` is an ISO 8601 date and time with a zone. */
export function parseInstant(option: string, text: string): string {
  const instant = new Date(text);
  if (!INSTANT.test(text) || Number.isNaN(instant.getTime()))
    throw new CliError(
      "USAGE",
      `${option} ${text} is not a date and time with a zone`,
      "write it as 2026-03-01T12:00:00Z or 2026-03-01T12:00:00+01:00",
    );
  return instant.toISOString();
}

/** @throws CliError `USAGE` unless this Node knows the zone. */
export function parseTimeZone(text: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: text }).resolvedOptions().timeZone;
  } catch (cause) {
    throw new CliError(
      "USAGE",
      `--tz ${text} is not a time zone that is known here`,
      "write UTC, an IANA name such as Europe/Berlin, or an offset such as +02:00",
      { cause },
    );
  }
}

/** @throws CliError `USAGE` unless `text` is a whole number from 1 on. */
export function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || count < 1 || !Number.isSafeInteger(count))
    throw new CliError(
      "USAGE",
      `${option} ${text} is not a whole number from 1 on`,
      `write for example ${option} 12`,
    );
  return count;
}

/** @throws CliError `USAGE` unless `text` is a number from 0 on. */
export function parseHeight(option: string, text: string): number {
  const height = Number(text);
  if (text.trim() === "" || !Number.isFinite(height) || height < 0)
    throw new CliError(
      "USAGE",
      `${option} ${text} is not a height from 0 on`,
      `write for example ${option} 0.5`,
    );
  return height;
}
