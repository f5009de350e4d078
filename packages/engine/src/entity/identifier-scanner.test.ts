import { describe, expect, test } from "vitest";
import { scanIdentifiers, shapeOf, wordBefore } from "./identifier-scanner.ts";

const UUID = "0b51c2ae-7d2f-4c8e-9f10-5a6b7c8d9e0f";

function found(text: string): [string, string][] {
  const all: [string, string][] = [];
  scanIdentifiers(text, (shape, value) => all.push([shape, value]));
  return all;
}

describe("scanIdentifiers", () => {
  test.each<[string, [string, string][]]>([
    ["stored chunk ck_-77120034 on rack", [["ck_#", "ck_-77120034"]]],
    ["moved /data/current/ck_42 away", [["ck_#", "ck_42"]]],
    [`[instance: ${UUID}] started`, [["uuid", UUID]]],
    [`removed /var/vm/${UUID}_del`, [["uuid", UUID]]],
    [`[req-${UUID} - -] GET`, [["req-uuid", `req-${UUID}`]]],
    ["task_1699_0004_r_000017 done", [["task_#_#_r_#", "task_1699_0004_r_000017"]]],
    ["session 0x15f2c01 expired", [["*", "0x15f2c01"]]],
    ["token 9f86d081884c7d65 revoked", [["*", "9f86d081884c7d65"]]],
    ["order id=4711 paid", [["id #", "4711"]]],
    ['{"order":"4711"}', [["order #", "4711"]]],
    [
      "worker[31] took job #9",
      [
        ["worker #", "31"],
        ["job #", "9"],
      ],
    ],
  ])("%s", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  test.each([
    "from 10.0.0.7:50010 to 10.0.0.8",
    "took 12.5 s",
    "at 10:22:01,118",
    "on 2026-03-01",
    "64MB of 128MB",
    "on Mar 12",
    "upstream api.example.org:8080",
    "no number here",
  ])("%s names nothing", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("a value too long to be a name is none", () => {
    expect(found(`key k_${"7".repeat(200)} end`)).toEqual([]);
  });

  test("takes time in proportion to the length, whatever the text", () => {
    expect(found("a".repeat(1_000_000))).toEqual([]);
    expect(found("-_".repeat(500_000))).toEqual([]);
  });
});

test("shapeOf tells letters from numbers and random mixtures", () => {
  expect(["7", "7ms", "2026-03-01", "v2", "ab12cd34ef56"].map(shapeOf)).toEqual(["#", "", "", "v#", "*"]);
});

test("wordBefore is the word that binds a value, in lower case", () => {
  expect(wordBefore("Block 7", 6)).toBe("block");
  expect(wordBefore("(7", 1)).toBe("");
});
