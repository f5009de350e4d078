import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { keyedHash } from "./cycle/redaction.ts";
import { loadRedactionKey } from "./redaction-key.ts";

const hashBy = (file: string) => keyedHash(loadRedactionKey(file));

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-key-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

test("makes the key once, for its owner's eyes only", () => {
  const file = join(folder, "data", "redaction.key");
  const first = hashBy(file)("hunter2");
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const key = readFileSync(file, "utf8");
  expect(hashBy(file)("hunter2")).toBe(first);
  expect(readFileSync(file, "utf8")).toBe(key);
  expect(hashBy(join(folder, "other.key"))("hunter2")).not.toBe(first);
});

test("is HMAC-SHA-256 in hex", () => {
  const file = join(folder, "redaction.key");
  // RFC 4231, test case 1 has a key of 20 bytes; HMAC pads with zeros, so 32 bytes with twelve zeros are the same key.
  writeFileSync(file, `${"0b".repeat(20)}${"00".repeat(12)}\n`);
  expect(hashBy(file)("Hi There")).toBe("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
});

test("does not go on with a key that is none", () => {
  const file = join(folder, "redaction.key");
  writeFileSync(file, "\n");
  expect(() => loadRedactionKey(file)).toThrow(expect.objectContaining({ code: "REDACTION_KEY_UNUSABLE" }));
});
