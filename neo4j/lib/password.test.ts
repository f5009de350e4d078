import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
// @ts-expect-error -- no types: it runs before the install
import { ensurePassword } from "./password.mjs";

test("no password can be taken for an option of neo4j-admin", async () => {
  const folder = mkdtempSync(join(tmpdir(), "deepsec-password-"));
  const { password } = await ensurePassword(folder);
  expect(password).toMatch(/^[\da-f]{48}$/);
  rmSync(folder, { recursive: true });
});
