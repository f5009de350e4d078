import { expect, test } from "vitest";
import { hostSides, timeSides } from "./sides.ts";

test("a window of whole hours up to the end of this one, against the same length before", () => {
  expect(timeSides("24h", Date.parse("2026-02-03T07:20:00Z"))).toEqual({
    from: { from: "2026-02-01T08:00:00.000Z", to: "2026-02-02T08:00:00.000Z" },
    to: { from: "2026-02-02T08:00:00.000Z", to: "2026-02-03T08:00:00.000Z" },
  });
  expect(timeSides("1h", Date.parse("2026-02-03T07:00:00Z")).to).toEqual({
    from: "2026-02-03T07:00:00.000Z",
    to: "2026-02-03T08:00:00.000Z",
  });
});

test("a host against another, against all others, and never against itself", () => {
  expect(hostSides("web1", "db1", ["db1", "web1"])).toEqual({
    from: { hosts: ["db1"] },
    to: { hosts: ["web1"] },
  });
  expect(hostSides("web1", null, ["db1", "web1", "app1"])?.from.hosts).toEqual(["db1", "app1"]);
  expect(hostSides("web1", "web1", ["web1"])).toBeNull();
  expect(hostSides("web1", null, ["web1"])).toBeNull();
});
