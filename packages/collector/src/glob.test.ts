import { expect, test } from "vitest";
import { expandGlob, segmentPattern } from "./glob.ts";
import type { DirectoryEntry, EntryKind } from "./transport.ts";

const tree: Readonly<Record<string, readonly (readonly [string, EntryKind])[]>> = {
  "/var/log": [
    ["auth.log", "file"],
    ["auth.log.1", "file"],
    ["nginx", "directory"],
    ["apps", "directory"],
    ["link.log", "link"],
    [".hidden.log", "file"],
    ["odd[1].log", "file"],
  ],
  "/var/log/nginx": [
    ["access.log", "file"],
    ["access.log-20260214.gz", "file"],
    ["error.log", "file"],
  ],
  "/var/log/apps": [["orders.log", "file"]],
};

function entries(directory: string): Promise<DirectoryEntry[]> {
  const found = tree[directory];
  if (found === undefined) return Promise.reject(new Error(`no ${directory}`));
  return Promise.resolve(found.map(([name, kind]) => ({ name, kind, sizeBytes: 0, modifiedAtMs: null })));
}

test("a path without wildcards is itself, there or not", async () => {
  expect(await expandGlob("/nowhere/x.log", entries)).toEqual(["/nowhere/x.log"]);
});

test("a star names the files of a folder, without rotated ones, links, folders and hidden files", async () => {
  expect(await expandGlob("/var/log/*", entries)).toEqual(["/var/log/auth.log", "/var/log/odd[1].log"]);
  expect(await expandGlob("/var/log/nginx/*.log*", entries)).toEqual([
    "/var/log/nginx/access.log",
    "/var/log/nginx/error.log",
  ]);
});

test("wildcards may stand in any segment", async () => {
  expect(await expandGlob("/var/log/*/*.log", entries)).toEqual([
    "/var/log/apps/orders.log",
    "/var/log/nginx/access.log",
    "/var/log/nginx/error.log",
  ]);
});

test("a folder that the user named and that is not there is an error, nothing that fits is not", async () => {
  await expect(expandGlob("/nowhere/*.log", entries)).rejects.toThrow("no /nowhere");
  expect(await expandGlob("/var/log/*.json", entries)).toEqual([]);
});

test.each([
  ["a?c", "abc", true],
  ["a?c", "ac", false],
  ["[ab]x", "bx", true],
  ["[!ab]x", "bx", false],
  ["[a-c]x", "cx", true],
  ["a.c", "abc", false],
  ["[[]1]", "[1]", true],
  ["a(b|c)+", "ab", false],
  ["*", ".hidden", false],
  [".*", ".hidden", true],
])("the pattern %s on %s: %s", (pattern, name, isMatch) => {
  expect(segmentPattern(pattern).test(name)).toBe(isMatch);
});
