import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LiteralScanner } from "./literal-scanner.ts";

test("finds the owners of the literals that a text holds, as looking for each of them does", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c", "/", "."), minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(
      fc.array(fc.array(word, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      fc.string({ unit: fc.constantFrom("a", "B", "c", "/", ".", "é"), maxLength: 30 }),
      (literals, text) => {
        const slow = literals.flatMap((own, owner) =>
          own.some((literal) => text.toLowerCase().includes(literal)) ? [owner] : [],
        );
        expect(new LiteralScanner(literals).owners(text)).toEqual(slow);
      },
    ),
  );
});
