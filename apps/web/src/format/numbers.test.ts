import { expect, test } from "vitest";
import { formatBytes, formatShare } from "./numbers.ts";

test("a share never says nothing for something, nor all for less than all", () => {
  expect(formatShare(0)).toBe("0 %");
  expect(formatShare(0.000_01)).toBe("< 0.1 %");
  expect(formatShare(0.0123)).toBe("1.2 %");
  expect(formatShare(0.999_9)).toBe("> 99.9 %");
  expect(formatShare(1)).toBe("100 %");
});

test("bytes go by powers of 1,000", () => {
  expect(formatBytes(999)).toBe("999 B");
  expect(formatBytes(5_200)).toBe("5.2 kB");
  expect(formatBytes(2_100_000)).toBe("2.1 MB");
});
