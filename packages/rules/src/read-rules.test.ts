import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeLines, ownRulesAsSigma, parseEvents, readSigmaRule, SigmaRules } from "@deepsec/engine";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compileRegex } from "./compile-regex.ts";
import { readRules } from "./read-rules.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "deepsec-rules-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const rule = (id: string, rest = "detection: { k: [alpha], condition: k }"): string =>
  `title: rule ${id}\nid: ${id}\nlogsource: { product: linux }\n${rest}\n`;

test("a folder gives all rules of its files in the order of their names, several in a file too", () => {
  mkdirSync(join(folder, "deep"));
  write("b.yaml", rule("b"));
  write("deep/a.yml", `${rule("a1")}---\n${rule("a2")}`);
  write("notes.txt", "no rule");
  const { rules, problems } = readRules([folder]);
  expect(rules.map(({ rule: { id } }) => id)).toEqual(["b", "a1", "a2"]);
  expect(problems).toEqual([]);
});

test("what cannot be used is named with its file and reason, and stops nothing else", () => {
  const broken = write("broken.yml", "title: [x\n");
  const windows = write("windows.yml", rule("w").replace("linux", "windows"));
  const look = write("look.yml", rule("l", "detection: { k: { a|re: '(?=x)' }, condition: k }"));
  const bomb = write(
    "bomb.yml",
    `a: &a [x]\n${Array.from({ length: 12 }, (_, i) => `${"b".repeat(i + 1)}: &${"b".repeat(i + 1)} [${`*${i === 0 ? "a" : "b".repeat(i)},`.repeat(9)}]`).join("\n")}\n`,
  );
  const twice = write("twice.yml", rule("good"));
  const good = write("good.yml", rule("good"));
  const missing = join(folder, "missing.yml");
  const { rules, problems } = readRules([good, broken, windows, look, bomb, twice, missing]);
  expect(rules.map(({ file }) => file)).toEqual([good]);
  expect(problems.map(({ file, title, reason }) => [file, title, reason.slice(0, 48)])).toEqual([
    [broken, null, expect.stringMatching(/^no YAML: Flow sequence/)],
    [windows, "rule w", "the log source windows is not read"],
    [look, "rule l", expect.stringMatching(/^the expression \(\?=x\) is not read: /)],
    [bomb, null, expect.stringMatching(/alias/)],
    [twice, "rule good", expect.stringMatching(/^its id is also that of a rule in /)],
    [missing, null, "cannot be read: ENOENT"],
  ]);
});

test("an expression that takes a backtracking matcher for ever takes a moment", () => {
  const { rules } = readRules([
    write("slow.yml", rule("s", "detection: { k: { '|re': '(a+)+$' }, condition: k }")),
  ]);
  const sigma = new SigmaRules(rules.map((one) => one.rule));
  const lines = decodeLines(new TextEncoder().encode(`${"a".repeat(8_000)}!\n`));
  const { events } = parseEvents(lines, { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true });
  expect(events.flatMap((event) => sigma.match(event))).toEqual([]);
});

test("our own rules, as far as Sigma can say them, are rules that can be used", () => {
  const { rules, others } = ownRulesAsSigma();
  expect(rules.length).toBeGreaterThan(20);
  const read = rules.map((document) => readSigmaRule(document, compileRegex));
  const sigma = new SigmaRules(read);
  const match = (line: string): string[] => {
    const lines = decodeLines(new TextEncoder().encode(`${line}\n`));
    const { events } = parseEvents(lines, { now: "2026-03-10T00:00:00Z", timeZone: "UTC", isFinal: true });
    return events.flatMap((event) => sigma.match(event).map(({ id }) => id));
  };
  expect(match("Mar  4 09:12:33 gate1 audit: cmd=nsenter -t 1 -m -u sh")).toEqual(["container-escape"]);
  expect(match("Mar  4 09:12:33 gate1 audit: cmd=nsenter --help")).toEqual([]);
  expect(others.map(({ id }) => id)).toContain("brute-force");
  expect(new Set([...read.map(({ id }) => id), ...others.map(({ id }) => id)]).size).toBe(
    rules.length + others.length,
  );
});
