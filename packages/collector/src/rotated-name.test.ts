import { expect, test } from "vitest";
import {
  compareNewestFirst,
  isNewerRotation,
  isRotationCandidate,
  isRotationOfAny,
  rotatedNamePattern,
} from "./rotated-name.ts";
import type { DirectoryEntry } from "./transport.ts";

const rotated = [
  "app.log.1",
  "app.log.12",
  "app.log.2.gz",
  "app.log-20260214",
  "app.log-20260214.gz",
  "app.log-2026021403",
  "app.log.2026-02-14",
  "app.log-1770000000",
  "app.log-20260214-1770000000",
  "app-20260214.log",
  "app.2026-02-14.log.gz",
  "app.2026-02-14.3.log",
  "app.log.3.xz",
  "app.log-2026112515.backup",
];
const others = [
  "app.log",
  "app.log.bak",
  "app.log.old",
  "app.logs.1",
  "myapp.log.1",
  "app2.log",
  "app.log.1.txt",
  "application.log.1",
  "app.log.swp",
];

test.each(rotated)("%s is what rotation made of app.log", (name) => {
  expect(rotatedNamePattern("app.log").test(name)).toBe(true);
});

test.each(others)("%s is not", (name) => {
  expect(rotatedNamePattern("app.log").test(name)).toBe(false);
});

test("a number before the ending may be a log of its own: it is looked into, but not taken for history", () => {
  expect(rotatedNamePattern("worker.log").test("worker-1.log")).toBe(false);
  expect(isRotationCandidate("worker.log", "worker-1.log")).toBe(true);
  expect(isRotationOfAny("worker-1.log", ["worker.log", "worker-1.log"])).toBe(false);
});

test("a rotated file is history only beside the file itself", () => {
  expect(isRotationOfAny("catalina.2026-02-14.log", ["catalina.2026-02-14.log", "catalina.out"])).toBe(false);
  expect(isRotationOfAny("syslog.1", ["syslog", "syslog.1"])).toBe(true);
});

test("any name that goes on from the file's is looked into, and no other", () => {
  for (const name of ["app.log.old", "app.log_2", "app-1.log", "app.log.1.txt", ...rotated]) {
    expect(isRotationCandidate("app.log", name)).toBe(true);
  }
  for (const name of ["app.log", "application.log.1", "myapp.log.1", "app2.log"]) {
    expect(isRotationCandidate("app.log", name)).toBe(false);
  }
});

test("dates of any form come in their order", () => {
  const names = ["a.log.2026-02-14", "a.log.2026-02-15.gz", "a.log.2026-01-31"];
  expect(names.toSorted(compareNewestFirst)).toEqual([
    "a.log.2026-02-15.gz",
    "a.log.2026-02-14",
    "a.log.2026-01-31",
  ]);
});

test("by name the smaller number is newer, and the later date", () => {
  const names = ["a.10", "a.2.gz", "a.1", "a-20260102", "a-20260214.gz", "a-20260101"];
  expect(names.toSorted(compareNewestFirst)).toEqual([
    "a.1",
    "a.2.gz",
    "a.10",
    "a-20260214.gz",
    "a-20260102",
    "a-20260101",
  ]);
});

function entry(name: string, modifiedAtMs: number): DirectoryEntry {
  return { name, kind: "file", sizeBytes: 1, modifiedAtMs };
}

test("the time of the last change decides where it tells, the name where it does not", () => {
  expect(isNewerRotation(entry("a.7", 90_000), entry("a.1", 10_000))).toBe(true);
  expect(isNewerRotation(entry("a.7", 11_000), entry("a.1", 10_000))).toBe(false);
});
