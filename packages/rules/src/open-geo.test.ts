import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openGeo } from "./open-geo.ts";

// Made by geo-fixture.py with another library than the one that reads it.
const FILE = fileURLToPath(new URL("geo-fixture.mmdb", import.meta.url));

test("a GeoIP file tells country and position of addresses of both kinds, as far as it has them", () => {
  const locate = openGeo(FILE);
  expect(locate("203.0.113.9")).toEqual({ country: "DE", position: [52.52, 13.4] });
  expect(locate("2001:db8:1::7")).toEqual({ country: "US", position: [40.71, -74.01] });
  expect(locate("192.0.2.7")).toEqual({ country: "FR", position: null });
  expect(locate("100.200.0.1")).toBe(null);
});

test.each(["", "nowhere", "10.0.0", "::ffff:203.0.113.9/9", "\u0000"])(
  "%j is no address, and nowhere",
  (text) => {
    expect(openGeo(FILE)(text)).toBe(null);
  },
);

test("what is no GeoIP file is refused", () => {
  expect(() => openGeo(fileURLToPath(new URL("geo-fixture.py", import.meta.url)))).toThrow(/Unknown type/);
});
