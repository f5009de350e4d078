const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const date = new Intl.DateTimeFormat(undefined, {
  day: "numeric",
  month: "short",
  hour: "2-digit",
  minute: "2-digit",
});
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });
const dateOfYear = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric" });

/**
 * How long ago, or the date once that says more. In the viewer's time zone.
 *
 * @param instantMs - milliseconds since 1970.
 * @param nowMs - the viewer's clock; an instant a little after it reads "now".
 */
export function formatWhen(instantMs: number, nowMs: number): string {
  const ago = nowMs - instantMs;
  if (Math.abs(ago) > 300 * DAY_MS) return dateOfYear.format(instantMs);
  if (ago < -MINUTE_MS) return date.format(instantMs);
  if (ago < 2_000) return "now";
  if (ago < MINUTE_MS) return `${Math.floor(ago / 1000)} s ago`;
  if (ago < HOUR_MS) return `${Math.floor(ago / MINUTE_MS)} min ago`;
  if (ago < DAY_MS) return `${Math.floor(ago / HOUR_MS)} h ago`;
  return date.format(instantMs);
}

/** Hour, minute and second; with the day when it is not within the last 18 hours. */
export function formatClock(instantMs: number, nowMs: number): string {
  return nowMs - instantMs < 18 * HOUR_MS ? clock.format(instantMs) : date.format(instantMs);
}

/** The exact instant as the viewer's clock and as UTC. */
export function formatExact(instantMs: number): string {
  const local = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "long" }).format(
    instantMs,
  );
  return `${local} (${new Date(instantMs).toISOString()})`;
}

/** 1234 -> "1.2 s". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < MINUTE_MS) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / MINUTE_MS)} min ${Math.round((ms % MINUTE_MS) / 1000)} s`;
}

/** Day, hour and minute: the end of an axis. */
export function formatStamp(instantMs: number): string {
  return date.format(instantMs);
}

/** From one instant to another, the day said once when it is the same. */
export function formatSpan(fromMs: number, toMs: number): string {
  return date.formatRange(fromMs, toMs);
}
