import { expect, test } from "vitest";
import { compareRotated } from "./rotation-order.ts";

test("numbered rotations come before the file, the highest number first, compressed or not", () => {
  const oldestFirst = ["log/app.log.10.gz", "log/app.log.2.gz", "log/app.log.1", "log/app.log"];
  expect(oldestFirst.toReversed().toSorted(compareRotated)).toEqual(oldestFirst);
});

test("dated rotations come before the file, the earliest first", () => {
  const oldestFirst = ["syslog-20251231.gz", "syslog-20260101", "syslog-20260102", "syslog"];
  expect(oldestFirst.toSorted().toSorted(compareRotated)).toEqual(oldestFirst);
});

test("a date before the ending is a rotation of the same file", () => {
  const oldestFirst = ["app-2026-01-09.log", "app-2026-01-10.log.gz", "app.log"];
  expect(oldestFirst.toReversed().toSorted(compareRotated)).toEqual(oldestFirst);
});

test("files of different names are not mixed", () => {
  const order = ["auth.log.1", "auth.log", "syslog.1", "syslog"];
  expect(["syslog", "auth.log", "syslog.1", "auth.log.1"].toSorted(compareRotated)).toEqual(order);
});
