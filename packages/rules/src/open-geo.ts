import { readFileSync } from "node:fs";
import type { Locate } from "@deepsec/engine";
import { type CityResponse, Reader } from "maxmind";

/**
 * Where addresses are by a person's own GeoIP file: MaxMind's GeoLite2 City or Country, or another in that format (MMDB).
 *
 * @throws Error when it cannot be read, or is none.
 */
export function openGeo(path: string): Locate {
  const reader = new Reader<CityResponse>(readFileSync(path));
  return (address) => {
    const found = reader.get(address);
    if (found === null) return null;
    const { latitude, longitude } = found.location ?? {};
    return {
      country: found.country?.iso_code ?? found.registered_country?.iso_code ?? null,
      position: latitude === undefined || longitude === undefined ? null : [latitude, longitude],
    };
  };
}
