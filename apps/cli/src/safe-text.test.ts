import { describe, expect, test } from "vitest";
import { safeJson, safeText } from "./safe-text.ts";

// Every character that a terminal may obey or that reorders what is shown.
const hostile = [
  ...Array.from({ length: 0x20 }, (_, code) => code),
  ...Array.from({ length: 0x21 }, (_, step) => 0x7f + step),
  0x061c,
  0x200e,
  0x200f,
  0x2028,
  0x2029,
  0x202a,
  0x202b,
  0x202c,
  0x202d,
  0x202e,
  0x2066,
  0x2067,
  0x2068,
  0x2069,
  0xfeff,
].map((code) => String.fromCharCode(code));

describe("safeText", () => {
  test("shows an escape sequence by its numbers", () => {
    expect(safeText("\u001b[2Jroot\u009b31m")).toBe("\\x1b[2Jroot\\x9b31m");
  });

  test("shows a bidirectional override by its number", () => {
    expect(safeText("user \u202etxt.exe")).toBe("user \\u202etxt.exe");
  });

  test("leaves words of any script and emoji as they are", () => {
    const text = "Größe 大小 размер 👩‍🔧 <script>&amp;";
    expect(safeText(text)).toBe(text);
  });

  test.each(hostile)("lets no control through: %j", (character) => {
    expect(safeText(`a${character}b`)).toMatch(/^a\\(?:x[0-9a-f]{2}|u[0-9a-f]{4})b$/);
  });
});

describe("safeJson", () => {
  test("is the same value as JSON.stringify gives", () => {
    const value = { text: hostile.join("") };
    expect(JSON.parse(safeJson(value))).toEqual(value);
  });

  test.each(hostile)("lets no control through: %j", (character) => {
    expect(safeJson(character)).not.toContain(character);
  });
});
