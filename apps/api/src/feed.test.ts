import { expect, test } from "vitest";
import { Feed } from "./feed.ts";

test("everyone who listens gets each value once, in order, and only those published since", async () => {
  const feed = new Feed<number>();
  feed.publish(0);
  const first = feed.listen();
  feed.publish(1);
  const second = feed.listen();
  feed.publish(2);
  expect([await first.next(), await first.next()].map(({ value }) => value)).toEqual([1, 2]);
  expect((await second.next()).value).toBe(2);
});

test("a reader that waits is woken by the next value", async () => {
  const feed = new Feed<string>();
  const waiting = feed.listen().next();
  feed.publish("now");
  expect(await waiting).toEqual({ done: false, value: "now" });
});

test("a reader that returns ends, also while it waits", async () => {
  const reader = new Feed<string>().listen();
  const waiting = reader.next();
  await reader.return?.();
  expect((await waiting).done).toBe(true);
});

test("a reader that sleeps is cut off, and the others are not", async () => {
  const feed = new Feed<number>();
  const asleep = feed.listen();
  const awake = feed.listen();
  for (let value = 1; value <= 1001; value++) {
    feed.publish(value);
    expect((await awake.next()).value).toBe(value);
  }
  expect((await asleep.next()).done).toBe(true);
});
