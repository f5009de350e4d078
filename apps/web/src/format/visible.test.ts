import { expect, test } from "vitest";
import { visible } from "./visible.ts";

test("what cannot be seen is written out", () => {
  expect(visible("\u001b[31mroot\u202egnp.\u200b\u0000")).toBe("␛[31mroot⟨U+202E⟩gnp.⟨U+200B⟩␀");
});

test("letters of any language, tabs and line ends stay", () => {
  expect(visible("é 日本 עברית\t👍\nx")).toBe("é 日本 עברית\t👍\nx");
});
