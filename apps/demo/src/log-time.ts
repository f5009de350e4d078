const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}

function clockOf(at: Date): string {
  return `${twoDigits(at.getUTCHours())}:${twoDigits(at.getUTCMinutes())}:${twoDigits(at.getUTCSeconds())}`;
}

function monthOf(at: Date): string {
  return months[at.getUTCMonth()] ?? "";
}

/** `Feb  3 07:08:09`, as syslogd writes it. */
export function syslogTime(atMs: number): string {
  const at = new Date(atMs);
  return `${monthOf(at)} ${String(at.getUTCDate()).padStart(2, " ")} ${clockOf(at)}`;
}

/** `2026-02-03T07:08:09.123456+00:00`, as rsyslog of Debian 12 writes it. */
export function isoSyslogTime(atMs: number): string {
  const iso = new Date(atMs).toISOString();
  return `${iso.slice(0, -1)}${twoDigits(Math.trunc(atMs / 7) % 100)}${Math.trunc(atMs / 3) % 10}+00:00`;
}

/** `03/Feb/2026:07:08:09 +0000`, of web access logs. */
export function accessTime(atMs: number): string {
  const at = new Date(atMs);
  return `${twoDigits(at.getUTCDate())}/${monthOf(at)}/${at.getUTCFullYear()}:${clockOf(at)} +0000`;
}

/** `2026/02/03 07:08:09`, of nginx error logs. */
export function nginxErrorTime(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 10).replaceAll("-", "/")} ${clockOf(new Date(atMs))}`;
}

/** `2026-02-03 07:08:09.123`, with the decimal sign that a program uses. */
export function spacedTime(atMs: number, decimalSign: "." | ","): string {
  return new Date(atMs).toISOString().slice(0, -1).replace("T", " ").replace(".", decimalSign);
}

/** `20260203`: the day of a moment, as file names carry it. */
export function dayNumber(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10).replaceAll("-", "");
}
