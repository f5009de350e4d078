import { expect, test } from "vitest";
import { templatePieces } from "./template-text.ts";

test("slots are parted from constants and nothing is lost", () => {
  const text = "<*>: user <*> <img src=x onerror=alert(1)> <*>";
  const pieces = templatePieces(text);
  expect(pieces.map((piece) => piece.text).join("")).toBe(text);
  expect(pieces.filter((piece) => piece.isSlot)).toHaveLength(3);
});
