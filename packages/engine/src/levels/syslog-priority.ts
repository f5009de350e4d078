import type { Level } from "../event.ts";

const LEVEL_OF_SEVERITY: readonly Level[] = [
  "fatal",
  "fatal",
  "fatal",
  "error",
  "warn",
  "info",
  "info",
  "debug",
];

/** Level of a syslog priority (facility × 8 + severity, RFC 5424 section 6.2.1) or of a bare severity; null outside 0 to 191. */
export function levelOfPriority(priority: number): Level | null {
  return priority >= 0 && priority <= 191 ? (LEVEL_OF_SEVERITY[priority & 7] ?? null) : null;
}
