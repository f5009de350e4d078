import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bundlesOf } from "./bundles.ts";
import { caseProfiles } from "./case-profiles.ts";

function profilesOf(cases: readonly (readonly number[])[], templateCount: number) {
  const starts = Uint32Array.from([0, ...cases.map((_, c) => cases.slice(0, c + 1).flat().length)]);
  const values = cases.map((_, c) => `v${c}`);
  const templates = Uint32Array.from(cases.flat());
  return caseProfiles(
    { kind: "case", values, starts, templates, positions: null, logLength: templates.length },
    templateCount,
  );
}

function ten(templates: readonly number[]): (readonly number[])[] {
  return Array.from({ length: 10 }, () => templates);
}

describe("bundlesOf", () => {
  test("templates that come together are one bundle", () => {
    expect([...bundlesOf(profilesOf([...ten([0, 1, 2]), ...ten([0]), ...ten([0])], 3))]).toEqual([0, 1, 1]);
  });

  test("so are those that stay away together, and one that comes in the place of another", () => {
    const cases = [...ten([0, 1]), ...ten([0, 1]), ...ten([0, 1]), ...ten([2])];
    expect([...bundlesOf(profilesOf(cases, 3))]).toEqual([0, 0, 0]);
  });

  test("nine of ten cases must be the same", () => {
    const rest = [...ten([3]), ...ten([3])];
    expect([...bundlesOf(profilesOf([...ten([0, 1]).slice(1), [0], ...rest], 4))]).toEqual([0, 0, 2, 0]);
    expect([...bundlesOf(profilesOf([...ten([0, 1]).slice(2), [0], [0], ...rest], 4))]).toEqual([0, 1, 2, 0]);
  });

  test("a bundle's templates set the same cases apart, counted one by one", () => {
    const cases = fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(cases, (all) => {
        const bundles = bundlesOf(profilesOf(all, 6));
        const has = (template: number, c: number) => all[c]?.includes(template) === true;
        const count = (counts: (c: number) => boolean) => [...all.keys()].filter(counts).length;
        const isMost = (template: number) => count((c) => has(template, c)) * 2 > all.length;
        const isIn = (template: number, c: number) => has(template, c) !== isMost(template);
        for (const [template, leader] of bundles.entries()) {
          const either = count((c) => isIn(template, c) || isIn(leader, c));
          if (count((c) => isIn(template, c)) === 0) continue;
          const both = count((c) => isIn(template, c) && isIn(leader, c));
          expect(bundles[leader]).toBe(leader);
          expect(both / either).toBeGreaterThanOrEqual(0.9 - 1e-12);
        }
      }),
    );
  });
});
