import { assert, array, nat, property } from "fast-check";
import { expect, test } from "vitest";
import { clusterTemplates } from "../cluster-templates.ts";
import { contentHash } from "../content-hash.ts";
import type { LogTemplate } from "../log-template.ts";
import { KnownDistances } from "./known-distances.ts";

const WORDS = "disk login user failed refused mount network <*> started stopped".split(" ");

function template(seed: number): LogTemplate {
  const text =
    [seed % 10, (seed >> 2) % 10, (seed >> 4) % 10].map((i) => WORDS[i]).join(" ") + ` ${seed % 37}`;
  const [level, programs] = [seed % 3 === 0 ? ("error" as const) : null, [`p${seed % 4}`]];
  return { id: contentHash(text), text, level, programs, count: 1, lineCount: 1, examples: [] };
}

function templates(seeds: readonly number[]): LogTemplate[] {
  return [...new Map(seeds.map((seed) => [template(seed).id, template(seed)])).values()];
}

test("the dendrogram is the same with known distances or without, whatever came, went and changed before", () => {
  const steps = array(array(nat(2000), { maxLength: 40 }), { minLength: 2, maxLength: 5 });
  assert(
    property(steps, (batches) => {
      const known = new KnownDistances();
      const seen: number[] = [];
      for (const [i, batch] of batches.entries()) {
        // What is known stays for the most part, so that growing is tried and measuring anew too.
        seen.push(...batch);
        if (i % 2 === 1) seen.splice(0, 2);
        expect(clusterTemplates(templates(seen), "average", known)).toEqual(
          clusterTemplates(templates(seen)),
        );
      }
    }),
    { numRuns: 60 },
  );
});

test("a template that says another level now is measured anew", () => {
  const known = new KnownDistances();
  const before = templates([1, 2, 3, 4, 5, 6, 7, 8]);
  clusterTemplates(before, "average", known);
  const after = before.map((one, i) => (i === 2 ? { ...one, level: "fatal" as const } : one));
  expect(clusterTemplates(after, "average", known)).toEqual(clusterTemplates(after));
});
