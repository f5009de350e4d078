import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { decodeLines, parseEvents } from "../packages/engine/src/index.ts";

// The page of formats says of each example what is read in it; here it is read.
const page = readFileSync(new URL("../docs/formats.md", import.meta.url), "utf8");
const fieldNames = ["host", "program", "pid", "src", "user", "http_status"];

/** Rows of the tables that have four columns, a bar in a cell written as `\\|`. */
const rows = page
  .split("\n")
  .filter((line) => line.startsWith("| ") && !line.startsWith("| format "))
  .map((line) => line.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|")))
  .filter((cells) => cells.length === 6)
  .map(([, format = "", , example = "", names = ""]) => ({
    format,
    text: example.slice(1, -1).replaceAll("↵", "\n"),
    names: names.split(", "),
  }));

test("the page names every group of formats", () => {
  expect(rows.length).toBeGreaterThan(70);
});

test.each(rows)("$format is read as the page says", ({ text, names }) => {
  const [event] = parseEvents(decodeLines(new TextEncoder().encode(`${text}\n`)), {
    now: "2026-03-01T12:00:00Z",
    timeZone: "UTC",
    isFinal: true,
  }).events;
  const found = [
    ...(event?.timestamp == null ? [] : ["time"]),
    ...(event?.level == null ? [] : ["level"]),
    ...fieldNames.filter((name) => event?.fields[name] !== undefined),
  ];
  expect(found).toEqual(names);
});
