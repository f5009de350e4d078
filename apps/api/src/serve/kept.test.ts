import { expect, test } from "vitest";
import { Kept } from "./kept.ts";

test("the same question at the same time is answered once, and again only when it is no longer kept", async () => {
  const kept = new Kept<string>(2);
  const asked: string[] = [];
  const get = (key: string) =>
    kept.get(key, async () => {
      asked.push(key);
      return key;
    });
  expect(await Promise.all([get("a"), get("a")])).toEqual(["a", "a"]);
  await get("b");
  await get("a");
  await get("c");
  await get("a");
  await get("b");
  expect(asked).toEqual(["a", "b", "c", "b"]);
});

test("nulls and failures are not kept", async () => {
  const kept = new Kept<string>(2);
  expect(await kept.get("a", async () => null)).toBeNull();
  await expect(kept.get("a", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await kept.get("a", async () => "here")).toBe("here");
});
