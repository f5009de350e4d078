import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { holdState, loadState, saveState, type CollectState } from "./collect-state.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "deepsec-state-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const state: CollectState = {
  sources: new Map([
    [
      "/var/log/a.log",
      { checkpoint: { inode: "7", offsetBytes: 12, head: "aa", anchor: "bb" }, parse: null, nextLine: 3 },
    ],
  ]),
  miner: null,
};

test("a directory without a state is one that has read nothing", async () => {
  expect(await loadState(folder)).toEqual({ sources: new Map(), miner: null });
});

test("what was saved is loaded, and nothing else is left in the directory", async () => {
  await saveState(folder, state);
  await saveState(folder, state);
  expect(await loadState(folder)).toEqual(state);
  expect(await readdir(folder)).toEqual(["state.json"]);
});

test.each([
  "",
  "{",
  "[]",
  '{"version":2,"sources":[],"miner":null}',
  '{"version":1,"sources":[null],"miner":null}',
])("a state file of %j is refused, not taken for a new one", async (text) => {
  await writeFile(join(folder, "state.json"), text);
  await expect(loadState(folder)).rejects.toMatchObject({ code: "STATE_UNUSABLE" });
});

test("a state is held by one process at a time", async () => {
  const release = await holdState(folder);
  await expect(holdState(folder)).rejects.toMatchObject({ code: "STATE_BUSY" });
  await release();
  const again = await holdState(folder);
  expect(await readFile(join(folder, "lock"), "utf8")).toBe(String(process.pid));
  await again();
});

test("the lock of a process that was killed is taken over", async () => {
  // No process has this number: it is above the largest that Linux gives.
  await writeFile(join(folder, "lock"), "4194305");
  const release = await holdState(folder);
  expect(await readFile(join(folder, "lock"), "utf8")).toBe(String(process.pid));
  await release();
});
