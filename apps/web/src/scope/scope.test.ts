import { expect, test } from "vitest";
import { hostsParameter, readScope, scopeParameters, windowAndBefore } from "./scope.ts";

const NOW = Date.parse("2026-11-25T14:20:00Z");
const read = (said: string) => readScope(new URLSearchParams(said), NOW);

test("a window by name is whole hours up to the end of the present one", () => {
  expect(read("window=24h")).toEqual({
    window: "24h",
    from: "2026-11-24T15:00:00.000Z",
    to: "2026-11-25T15:00:00.000Z",
    hosts: null,
  });
});

test("hosts survive the address whatever they are called", () => {
  const hosts = ["web1", "a,b", "100%", "<b>"];
  const said = new URLSearchParams({ hosts: hostsParameter(hosts) ?? "" });
  expect(read(said.toString()).hosts).toEqual(hosts);
});

test("what makes no sense counts as not said", () => {
  const nothing = { window: null, from: null, to: null, hosts: null };
  expect(read("window=9y&hosts=,")).toEqual(nothing);
  expect(read("from=soon")).toEqual(nothing);
  expect(read("from=2026-11-25T12:00:00Z&to=2026-11-25T11:00:00Z")).toEqual(nothing);
});

test("the time before is equally long and ends where the window begins", () => {
  expect(windowAndBefore({ from: "2026-11-25T12:00:00.000Z", to: "2026-11-25T14:00:00.000Z" }, NOW)).toEqual({
    from: { from: "2026-11-25T10:00:00.000Z", to: "2026-11-25T12:00:00.000Z" },
    to: { from: "2026-11-25T12:00:00.000Z", to: "2026-11-25T14:00:00.000Z" },
  });
  expect(windowAndBefore({ from: null, to: null }, NOW).to.from).toBe("2026-11-24T15:00:00.000Z");
});

test("a link carries the scope and nothing else", () => {
  expect(scopeParameters(new URLSearchParams("cut=5&hosts=db1&sel=x&window=1h")).toString()).toBe(
    "window=1h&hosts=db1",
  );
});
