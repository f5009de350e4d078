/** What one host said in one hour. Written by hand, so that all answers can be worked out by hand. */
export interface KnownCount {
  readonly host: string;
  /** Of 2026-11-20, UTC. */
  readonly hour: number;
  readonly template: string;
  readonly count: number;
  readonly lineCount: number;
}

const heard = (host: string, hour: number, template: string, count: number, linesEach = 1): KnownCount => ({
  host,
  hour,
  template,
  count,
  lineCount: count * linesEach,
});

export const KNOWN_COUNTS: readonly KnownCount[] = [
  ...[10, 11].flatMap((hour) => [
    heard("web1", hour, "a", 500),
    heard("web1", hour, "b", 100),
    heard("web1", hour, "c", 50, 3),
    heard("web1", hour, "e", 200),
  ]),
  heard("web2", 11, "a", 30),
  heard("web1", 12, "a", 500),
  heard("web1", 12, "b", 400),
  heard("web1", 12, "d", 7, 2),
  heard("web1", 12, "f", 3),
  heard("web2", 12, "a", 30),
  heard("web2", 12, "e", 10),
  heard("db1", 13, "e", 40),
  heard("db1", 13, "f", 2),
];

/** A time of that day. */
export const at = (hour: number, minute = 0): string =>
  new Date(Date.UTC(2026, 10, 20, hour, minute)).toISOString();
export const lines = (counts: readonly KnownCount[]) =>
  counts.reduce((sum, { lineCount }) => sum + lineCount, 0);
export const events = (counts: readonly KnownCount[]) => counts.reduce((sum, { count }) => sum + count, 0);

/** Of that day; nothing left out is said. */
export interface Scope {
  readonly from?: number;
  readonly to?: number;
  readonly hosts?: readonly string[];
}

/** The known counts of a scope, one by one. */
export function inScope({ from = 0, to = 24, hosts }: Scope, templates: string): KnownCount[] {
  return KNOWN_COUNTS.filter(
    ({ hour, host, template }) =>
      hour >= from && hour < to && (hosts?.includes(host) ?? true) && templates.includes(template),
  );
}

/** The scope as GraphQL arguments. */
export function said({ from, to, hosts }: Scope): string {
  return [
    ...(from === undefined ? [] : [`from: "${at(from)}"`]),
    ...(to === undefined ? [] : [`to: "${at(to)}"`]),
    ...(hosts === undefined ? [] : [`hosts: ${JSON.stringify(hosts)}`]),
  ].join(", ");
}

/** Windows and hosts to ask for. */
export const SCOPES: readonly Scope[] = [
  {},
  { from: 10, to: 11 },
  { from: 12 },
  { to: 12 },
  { from: 11, to: 13, hosts: ["web2"] },
  { hosts: ["web1"] },
  { hosts: ["db1", "web2"] },
  { from: 12, to: 14, hosts: ["web1", "db1"] },
  { from: 20, to: 22 },
  { hosts: ["idle"] },
];
