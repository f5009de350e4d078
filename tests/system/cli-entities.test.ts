import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { jsonLines, runCli } from "../support/run-cli.ts";

interface EntityLine {
  readonly value: string;
  readonly kind: string;
  readonly events: number;
  readonly score: number;
  readonly reason: string;
}

const TRANSFERS = Array.from({ length: 60 }, (_, at) => `tr-${81_000 + at * 37}`);
const FAILED = TRANSFERS[17] ?? "";
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepsec-entities-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Four lines for each transfer, every second from one transfer to the next; one of them fails instead of ending. */
function transferLog(): string {
  const steps = TRANSFERS.flatMap((id, at) => [
    { second: at, text: `transfer ${id} begun by 10.3.0.${at} on channel ${at % 4}` },
    { second: at + 1, text: `stored ${4096 * (at % 9)} bytes at /pool/${at % 5}/${id}.part` },
    { second: at + 2, text: `checked transfer ${id}` },
    id === FAILED
      ? { second: at + 3, text: `gave up on transfer ${id}: disk is gone` }
      : { second: at + 3, text: `transfer ${id} ended` },
  ]);
  return steps
    .toSorted((a, b) => a.second - b.second)
    .map(({ second, text }) => {
      const time = new Date(Date.UTC(2026, 2, 1, 6, 0, second)).toISOString().slice(0, 19);
      return `${time}Z INFO pool.Store: ${text}\n`;
    })
    .join("");
}

test("entities --jsonl prints every case once, the strange one first, with a reason that can be checked", async () => {
  const path = join(folder, "pool.log");
  await writeFile(path, transferLog());
  const { code, stdout, stderr } = await runCli(["entities", path, "--jsonl"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const lines = jsonLines<EntityLine>(stdout);
  expect(lines.map(({ value }) => value).toSorted()).toEqual(TRANSFERS.toSorted());
  expect(lines[0]).toMatchObject({ value: FAILED, kind: "transfer", events: 4 });
  expect(lines[0]?.reason).toMatch(/gave up on transfer <\*>: disk is gone', which 1 of 60 have/);
  for (const { score } of lines.slice(1)) expect(score).toBeLessThan(lines[0]?.score ?? 0);
  expect(Object.keys(lines[0] ?? {})).toEqual(["value", "kind", "events", "score", "reason"]);
});

test("entities reads standard input, and says the same of it", async () => {
  const path = join(folder, "pool.log");
  await writeFile(path, transferLog());
  const ofFile = await runCli(["entities", path, "--jsonl"]);
  const ofInput = await runCli(["entities", "-", "--jsonl"], { input: transferLog() });
  expect(ofInput).toEqual(ofFile);
});

test("entities for a person names the kinds, shows the strangest and says how many are left", async () => {
  const { code, stdout } = await runCli(["entities", "-"], { input: transferLog() });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^transfer: 60 cases, 240 events\n/);
  expect(stdout.split("\n")[1]).toContain(FAILED);
  expect(stdout).toMatch(/and 40 more: --jsonl prints all\n$/);
});

test("entities of a log that shares no values is empty, and says so to a person", async () => {
  const input = "06:00:01 all is well\n".repeat(50);
  expect((await runCli(["entities", "-", "--jsonl"], { input })).stdout).toBe("");
  expect((await runCli(["entities", "-"], { input })).stdout).toMatch(/^no entities: /);
});

test("entities sends no control character of a log to the terminal", async () => {
  const hostile = transferLog().replaceAll("disk is gone", "\u001b]0;owned\u0007\u009b2J \u202egnp");
  const { stdout } = await runCli(["entities", "-"], { input: hostile });
  expect(stdout).toContain("gave up");
  // oxlint-disable-next-line no-control-regex -- finding control characters is what it is for
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
});
