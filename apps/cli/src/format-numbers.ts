const EIGHTHS = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"] as const;

/** `12,345`, the same everywhere. */
export function countText(count: number): string {
  return count.toLocaleString("en");
}

/** `1 line`, `2 lines`. */
export function counted(count: number, noun: string): string {
  return `${countText(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/** A share in at most four characters: `100%`, `7.3%`, `<.1%`. */
export function shareText(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0%";
  const percent = (100 * part) / whole;
  if (percent < 0.1) return "<.1%";
  return percent >= 9.95 ? `${Math.round(percent)}%` : `${percent.toFixed(1)}%`;
}

/** `1.2 MB`. */
export function bytesText(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ""}`;
}

/** The two largest units of a duration: `3 d 4 h`, `12 min 5 s`. */
export function durationText(durationMs: number): string {
  const units = [
    ["d", 86_400_000],
    ["h", 3_600_000],
    ["min", 60_000],
    ["s", 1000],
  ] as const;
  const first = units.findIndex(([, unitMs]) => durationMs >= unitMs);
  if (first === -1) return `${Math.round(durationMs)} ms`;
  let restMs = durationMs;
  const parts: string[] = [];
  for (const [unit, unitMs] of units.slice(first, first + 2)) {
    const count = Math.floor(restMs / unitMs);
    restMs -= count * unitMs;
    if (count > 0) parts.push(`${count} ${unit}`);
  }
  return parts.join(" ");
}

/** `2026-03-01 12:00:05`, in the zone. */
export function timeText(instant: string, timeZone: string): string {
  return new Date(instant).toLocaleString("sv-SE", { timeZone });
}

/** A bar of block characters as long as the share of `columns`, to an eighth of a column; at least a sliver for what is there. */
export function bar(part: number, whole: number, columns: number): string {
  if (whole === 0 || part === 0) return " ".repeat(columns);
  const eighths = Math.max(1, Math.round((part / whole) * columns * 8));
  const full = Math.floor(eighths / 8);
  return `${"█".repeat(full)}${EIGHTHS[eighths % 8] ?? ""}`.padEnd(columns);
}
