import { describe, expect, test } from "vitest";
import { contentHash } from "./content-hash.ts";

describe("contentHash", () => {
  test.each([
    // First 16 digits of the digests of FIPS 180-4's examples and of `printf … | sha256sum`.
    ["", "e3b0c44298fc1c14"],
    ["abc", "ba7816bf8f01cfea"],
    ["abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "248d6a61d20638b8"],
    ["é漢", "3ba0cfb6375ec7f8"],
  ])("of %j is the beginning of its SHA-256", (text, digest) => {
    expect(contentHash(text)).toBe(digest);
  });
});
