import * as fc from "fast-check";
import { expect, test } from "vitest";
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

test("templates that come together in nine of ten cases are one bundle, named by the more frequent", () => {
  const together = Array.from({ length: 19 }, () => [0, 1, 2]);
  expect([...bundlesOf(profilesOf([...together, [0, 2], [2], [2], [2]], 4))]).toEqual([0, 0, 2, 3]);
});

test("two templates are in a bundle only if the share of common cases is nine tenths, counted one by one", () => {
  const cases = fc.array(fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 6 }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(cases, (all) => {
      const bundles = bundlesOf(profilesOf(all, 6));
      const isIn = (template: number, c: number) => all[c]?.includes(template) === true;
      const count = (counts: (c: number) => boolean) => [...all.keys()].filter(counts).length;
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
