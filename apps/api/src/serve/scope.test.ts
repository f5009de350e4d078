import { expect, test } from "vitest";
import { scopeOf, scopesOfSides, scopeView } from "./scope.ts";

test("a window is widened to whole hours, whatever zone it is said in", () => {
  expect(scopeView(scopeOf({ from: "2026-11-25T06:30:00+02:00", to: "2026-11-25T05:00:00.001Z" }))).toEqual({
    from: "2026-11-25T04:00:00.000Z",
    to: "2026-11-25T06:00:00.000Z",
    hosts: null,
  });
  expect(scopeView(scopeOf({ from: "2026-11-25" })).from).toBe("2026-11-25T00:00:00.000Z");
});

test("hosts are sorted, each once", () => {
  expect(scopeOf({ hosts: ["web2", "db", "web2"] }).hosts).toEqual(["db", "web2"]);
});

test("times that are none, and windows without any time, are refused with their values", () => {
  const refused = [
    { from: "yesterday" },
    { to: "2026-11-25T04:00:00" },
    { from: "2026-13-01T00:00:00Z" },
    { from: "2026-11-25T05:00:00Z", to: "2026-11-25T04:00:00Z" },
    { from: "2026-11-25T05:00:00Z", to: "2026-11-25T05:00:00Z" },
    { hosts: [] },
  ];
  for (const said of refused) {
    expect(() => scopeOf(said)).toThrow(expect.objectContaining({ code: "BAD_INPUT" }));
  }
  expect(() => scopeOf({ from: "yesterday" })).toThrow(/from .*"yesterday"/);
});

test("the hour in which one window ends and the other begins is the later one's", () => {
  const early = { from: "2026-11-25T01:00:00Z", to: "2026-11-25T04:30:00Z" };
  const late = { from: "2026-11-25T04:30:00Z", to: "2026-11-25T06:00:00Z" };
  const [a, b] = scopesOfSides(early, late);
  expect([scopeView(a).to, scopeView(b).from]).toEqual([
    "2026-11-25T04:00:00.000Z",
    "2026-11-25T04:00:00.000Z",
  ]);
  expect(scopesOfSides(late, early)).toEqual([b, a]);
});

test("windows that overlap as they are said stay as they are", () => {
  const said = { from: "2026-11-25T01:00:00Z", to: "2026-11-25T05:00:00Z" };
  expect(scopesOfSides(said, { from: "2026-11-25T04:00:00Z" })[0]).toEqual(scopeOf(said));
});

test("an earlier window that lies in the later one's first hour is refused", () => {
  const early = { from: "2026-11-25T04:05:00Z", to: "2026-11-25T04:10:00Z" };
  expect(() => scopesOfSides(early, { from: "2026-11-25T04:10:00Z" })).toThrow(/by the hour/);
});
