import { expect, test } from "vitest";
import { graphFolder, graphIdsOf, parseRecentFile, partitionFile, recentFile } from "./layout.ts";

test.each([
  ["../../etc"],
  [".."],
  ["a/b"],
  ["a\0b"],
  ["a\nb"],
  ["=*?[x]%"],
  ["ü".repeat(300)],
  ["a".repeat(300)],
])("no host name leaves its folder or makes a pattern: %j", (host) => {
  const parts = partitionFile("2026-11-25", host, [1, 64]).split("/");
  expect(parts).toHaveLength(4);
  expect(parts[2]).toMatch(/^host=[\w.%~-]+$/);
  expect(parts[2]?.length).toBeLessThan(255);
});

test("names that differ have folders that differ", () => {
  const names = ["a", "A", "a%", "a%25", "ü".repeat(300), `${"ü".repeat(300)}x`];
  expect(new Set(names.map((name) => partitionFile("2026-11-25", name, [1, 1]))).size).toBe(names.length);
});

test("a recent file's name is read as it was written, and sorts as its cycle does", () => {
  const run = "3f1c3f0e-0a51-4c1d-9a0e-1d2b8a7f9e55";
  expect(parseRecentFile(recentFile(12, run).slice("recent/".length))).toEqual({ cycle: 12, runId: run });
  expect(recentFile(9, run) < recentFile(10, run)).toBe(true);
  expect(parseRecentFile("x.parquet")).toBeNull();
});

test("graphs are known by their folders", () => {
  expect(graphIdsOf([graphFolder("a-1"), "lost+found", graphFolder("b 2")])).toEqual(["a-1", "b 2"]);
});
