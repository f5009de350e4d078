import { expect, test } from "vitest";
import { addDistinct, distinctCount } from "./distinct-sketch.ts";

function sketchOf(count: number, times = 1): number[] {
  const sketch: number[] = [];
  for (let time = 0; time < times; time++)
    for (let i = 0; i < count; i++) addDistinct(sketch, `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`);
  return sketch;
}

test.each([0, 1, 17, 255])("counts %i different texts exactly, however often they come", (count) => {
  expect(distinctCount(sketchOf(count, 3))).toBe(count);
});

test.each([1_000, 20_000, 1_000_000])(
  "estimates %i different texts within a fifth, in 256 numbers",
  (count) => {
    const sketch = sketchOf(count);
    expect(sketch).toHaveLength(256);
    expect(Math.abs(distinctCount(sketch) / count - 1)).toBeLessThan(0.2);
  },
);
