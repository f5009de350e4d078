import { appendFile, mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jsonLines, runCli } from "../support/run-cli.ts";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepsec-cli-redaction-"));
});
afterEach(() => rm(folder, { recursive: true }));

const login = (second: number, password: string): string =>
  `2026-11-25T03:00:0${second}Z INFO app: login of bob with password=${password} failed\n`;
const body = "aB3dE5gH7jK9mN1p".repeat(4);
const key = `-----BEGIN ${"PRIVATE"} KEY-----\n${body}\n-----END ${"PRIVATE"} KEY-----\n`;

test("--redact prints no secret, and templates have the place of it as a value", async () => {
  const path = join(folder, "app.log");
  await writeFile(path, login(0, "hunter2") + login(1, "hunter3") + key);
  const { stdout } = await runCli(["templates", path, "--json", "--redact"]);
  expect(stdout).toContain("password=<redacted:secret:<*>> failed");
  expect(stdout).not.toMatch(/hunter|aB3dE5gH7jK9mN1p/);
  expect((await runCli(["templates", path, "--json"])).stdout).toContain("hunter2");
});

test("collect --redact shows equal secrets as equal from call to call, its key is for the owner alone", async () => {
  const path = join(folder, "app.log");
  const state = join(folder, "state");
  const collect = async (): Promise<string[]> => {
    const { stdout } = await runCli(["collect", "--state", state, path, "--redact"]);
    return jsonLines<{ message: string }>(stdout).map(({ message }) => message);
  };
  await writeFile(path, login(0, "hunter2"));
  const [first] = await collect();
  await appendFile(path, login(1, "hunter2") + login(2, "hunter3"));
  const [second, third] = await collect();
  expect(first).toMatch(/password=<redacted:secret:[\da-f]{8}> failed$/);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
  expect((await stat(join(state, "redaction.key"))).mode & 0o777).toBe(0o600);
});
