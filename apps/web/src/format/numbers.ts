const whole = new Intl.NumberFormat();
const height = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** 61402 -> "61,402". */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** A merge height, score or cut height, 0 to 1, with two digits. */
export function formatHeight(value: number): string {
  return height.format(value);
}

/** A share, 0 to 1, in percent: never "0 %" for something and never "100 %" for less than all. */
export function formatShare(share: number): string {
  if (share <= 0) return "0 %";
  if (share >= 1) return "100 %";
  const percent = share * 100;
  if (percent < 0.1) return "< 0.1 %";
  if (percent > 99.9) return "> 99.9 %";
  return `${percent.toFixed(percent < 10 ? 1 : 0)} %`;
}

const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** 5200 -> "5.2 kB": powers of 1,000. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${UNITS[unit] ?? ""}`;
}
