import { describe, expect, test } from "vitest";
import { joinFacts, leafFacts } from "./label/member-facts.ts";
import { label, labelParts, type LabelParts } from "./label.ts";
import type { LogTemplate } from "./log-template.ts";

function partsOf(...members: readonly (readonly [text: string, program?: string])[]): LabelParts {
  const facts = members.map(([text, program], i) => {
    const template: LogTemplate = {
      id: String(i),
      text,
      level: null,
      programs: program === undefined ? [] : [program],
      count: 1,
      lineCount: 1,
      examples: [],
    };
    return leafFacts(template);
  });
  return labelParts(facts.reduce((all, one) => joinFacts(all, one)));
}

describe("the label of a cluster", () => {
  test("names the program, and the words that most of its leaves share", () => {
    const parts = partsOf(
      ["Failed password for <*> from <*>", "sshd"],
      ["Failed password for invalid user <*>", "sshd"],
    );
    expect(label(parts, null)).toBe("sshd: failed password");
  });

  test("names the family where many programs have one, and each program where they are few", () => {
    const family = partsOf(
      ["volume <*> resized", "store.disk.Volume"],
      ["volume <*> attached", "store.disk.Attach"],
      ["volume <*> locked", "store.lock"],
      ["volume <*> moved", "store.api"],
    );
    expect(label(family, null)).toMatch(/^store: volume/);
    const abbreviated = partsOf(
      ["order <*> paid", "o.e.orders.Cart"],
      ["order <*> sent", "o.e.orders.Post"],
      ["order <*> lost", "o.e.orders.Lost"],
      ["order <*> kept", "org.example.orders.Kept"],
    );
    expect(label(abbreviated, null)).toMatch(/^orders: order/);
    expect(
      label(partsOf(["volume <*> resized", "store.disk"], ["volume <*> moved", "store.api"]), null),
    ).toMatch(/^store\.api, store\.disk: volume/);
  });

  test("falls back on the words that tell it from its sibling where nothing is common to it", () => {
    const own = partsOf(["carrot boiled"], ["turnip boiled"], ["parsnip mashed"], ["onion"], ["leek"]);
    expect(label(partsOf(["oak"], ["elm felled"], ["ash felled down"], ["fir"]), null)).toBe("felled");
    expect(label(partsOf(["oak"], ["elm"], ["ash"], ["fir"]), null)).toBe("like ash");
    const sibling = partsOf(["carrot raw"], ["carrot raw"]);
    const shown = label(own, sibling);
    expect(shown).toContain("boiled");
    expect(shown).not.toContain("carrot");
  });
});
