import { expect, test } from "vitest";
import { HostWork } from "./host-work.ts";

test("work that is done in time gives its result, and begins anew the next time", async () => {
  const hosts = new HostWork<string, number>();
  expect(await hosts.result("a", 1000, async () => 1)).toBe(1);
  expect(await hosts.result("a", 1000, async () => 2)).toBe(2);
});

test("late work is begun once, and its result waits for whoever asks next", async () => {
  const hosts = new HostWork<string, number>();
  const slow = Promise.withResolvers<number>();
  let begun = 0;
  const work = (): Promise<number> => {
    begun++;
    return slow.promise;
  };
  expect(await hosts.result("a", 5, work)).toBe(null);
  expect(await hosts.result("a", 1_000_000, work)).toBe(null);
  expect(await hosts.result("b", 5, async () => 2)).toBe(2);
  slow.resolve(1);
  await slow.promise;
  expect(await hosts.result("a", 5, work)).toBe(1);
  expect(begun).toBe(1);
});

test("who has endless patience waits for late work too", async () => {
  const hosts = new HostWork<string, number>();
  const slow = Promise.withResolvers<number>();
  expect(await hosts.result("a", 5, () => slow.promise)).toBe(null);
  const waiting = hosts.result("a", Infinity, async () => 2);
  slow.resolve(1);
  expect(await waiting).toBe(1);
});

test("a failure in between is told to whoever asks next, and to nobody else", async () => {
  const hosts = new HostWork<string, number>();
  const slow = Promise.withResolvers<number>();
  expect(await hosts.result("a", 5, () => slow.promise)).toBe(null);
  slow.reject(new Error("gone"));
  await new Promise((resolve) => setTimeout(resolve, 5));
  await expect(hosts.result("a", 5, async () => 2)).rejects.toThrow("gone");
  expect(await hosts.result("a", 5, async () => 3)).toBe(3);
});
