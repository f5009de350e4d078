import { array, assert, constantFrom, nat, property, record as arbitrary } from "fast-check";
import { expect, test } from "vitest";
import { type SourceColumns, StoredCounts } from "./stored-counts.ts";

interface Row {
  readonly source: string;
  readonly template: string;
  readonly hour: number;
  readonly lines: number;
}

const IDS = ["a", "b", "c"];
const rows = array(
  arbitrary({
    source: constantFrom("web1:/x", "web1:/y", "db1:/x"),
    template: constantFrom(...IDS),
    hour: nat(3),
    lines: nat(9),
  }),
  { maxLength: 12 },
);

test("counts put over others are the counts of both, the later ones where both have one", () => {
  assert(
    property(array(rows, { minLength: 1, maxLength: 4 }), (cycles) => {
      const slow = new Map<string, Row>();
      let counts = StoredCounts.EMPTY;
      for (const cycle of cycles) {
        const changed = new Map(cycle.map((row) => [keyOf(row), row]));
        for (const [key, row] of changed) slow.set(key, row);
        counts = counts.merged(columns([...changed.values()]));
      }
      const sum = (leaf: string, host: string) =>
        [...slow.values()]
          .filter(({ template, source }) => template === leaf && source.startsWith(host))
          .reduce((total, { lines }) => total + lines, 0);
      for (const { host, lines, events } of counts.hostCounts(IDS, null)) {
        expect([...lines]).toEqual(IDS.map((id) => sum(id, host)));
        expect([...events]).toEqual(IDS.map((id) => 2 * sum(id, host)));
      }
      const series = counts.series(["b"], ["web1"]);
      expect(series.reduce((total, { size }) => total + size, 0)).toBe(sum("b", "web1"));
    }),
  );
});

test("what was put over them changes nothing in the counts of before", () => {
  const before = StoredCounts.EMPTY.merged(columns([{ source: "h:/x", template: "a", hour: 1, lines: 5 }]));
  before.merged(columns([{ source: "h:/x", template: "a", hour: 1, lines: 8 }]));
  expect(before.series(["a"], null)).toEqual([{ hour: "1970-01-01T01:00:00.000Z", size: 5, count: 10 }]);
});

test("a template whose counts moved on has those alone that came after", () => {
  const counts = StoredCounts.EMPTY.merged(
    columns([{ source: "h:/x", template: "a", hour: 1, lines: 5 }]),
  ).merged(columns([{ source: "h:/x", template: "a", hour: 2, lines: 1 }]), ["a", "unknown"]);
  expect(counts.series(["a"], null)).toEqual([{ hour: "1970-01-01T02:00:00.000Z", size: 1, count: 2 }]);
});

function keyOf({ source, template, hour }: Row): string {
  return JSON.stringify([source, template, hour]);
}

/** Two events a line. */
function columns(of: readonly Row[]): SourceColumns[] {
  return [...Map.groupBy(of, ({ source }) => source)].map(([source, own]) => {
    const templates = [...Map.groupBy(own, ({ template }) => template)];
    return {
      source,
      host: source.slice(0, source.indexOf(":")),
      templateIds: templates.map(([id]) => id),
      hours: templates.map(([, there]) => there.map(({ hour }) => hour)),
      counts: templates.map(([, there]) => there.map(({ lines }) => 2 * lines)),
      lineCounts: templates.map(([, there]) => there.map(({ lines }) => lines)),
    };
  });
}
