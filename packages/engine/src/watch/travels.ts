import type { HabitMemory } from "../habit/habit-memory.ts";
import { type KnownSet, knownSet, see } from "./known-set.ts";
import { isPublicAddress, networkOf } from "./network.ts";
import type { WatchRule } from "./watch-finding.ts";
import type { WatchFindings } from "./watch-findings.ts";
import { occasionOf, type Watched } from "./watched.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Without places: two networks within so short a time. */
const GAP_MAX_MS = 10 * MINUTE_MS;
/** With places: nobody flies faster, and nearer than this the place of an address is a guess. */
const SPEED_MAX = 900;
const DISTANCE_MIN_KM = 500;
const EARTH_RADIUS_KM = 6_371;
/** With fewer logins nothing is usual yet. */
export const LOGIN_COUNT_MIN = 5;
const PAIR_COUNT_MAX = 200;
const COUNTRY_COUNT_MAX = 50;

/** Where an address is, as far as it is known. */
export interface Whereabouts {
  /** ISO 3166, two letters. */
  readonly country: string | null;
  /** In degrees, latitude first. */
  readonly position: readonly [latitude: number, longitude: number] | null;
}

/** Null: not known. */
export type Locate = (address: string) => Whereabouts | null;

export const TWO_PLACES: WatchRule = {
  id: "login-from-two-places",
  kind: "value",
  title: "a user logs in from two places that are too far apart for the time between",
  description:
    "With a GeoIP file: 500 km or more, faster than 900 km/h. Without: from two public networks within 10 minutes, for the first time, by a user with 5 logins in 30 days; MEDIUM when the second network is new.",
  severity: "MEDIUM",
  techniques: ["T1078"],
};
export const NEW_COUNTRY: WatchRule = {
  id: "login-from-new-country",
  kind: "value",
  title: "login from a country that this user never came from",
  description: "With a GeoIP file: a user with 5 logins in 30 days comes from a country never seen.",
  severity: "MEDIUM",
  techniques: ["T1078"],
};

interface TravelHabit {
  last: { address: string; timeMs: number } | null;
  /** Pairs of networks that followed one another so quickly. */
  pairs: KnownSet;
  countries: KnownSet;
}

/** A login as it is compared with the one before it. */
interface Arrival {
  readonly user: string;
  readonly address: string;
  /** Logins of the user in the days before. */
  readonly before: number;
  readonly isNewNetwork: boolean;
}

/** Compares where each login comes from with where the same user was before: too far for the time, or a new country. */
export class Travels {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;
  readonly #locate: Locate;

  constructor(habits: HabitMemory, findings: WatchFindings, locate: Locate) {
    this.#habits = habits;
    this.#findings = findings;
    this.#locate = locate;
  }

  see(watched: Watched, arrival: Arrival): void {
    const { user, address } = arrival;
    const { timeMs } = watched;
    if (!isPublicAddress(address)) return;
    const habit = this.#habits.of("travel", user, timeMs, (): TravelHabit => ({
      last: null,
      pairs: knownSet(timeMs),
      countries: knownSet(timeMs),
    }));
    const { last } = habit;
    if (last === null || timeMs >= last.timeMs) habit.last = { address, timeMs };
    const here = this.#locate(address);
    this.#country(watched, arrival, habit, here);
    if (last === null || networkOf(last.address) === networkOf(address)) return;
    const there = this.#locate(last.address);
    const gapMs = Math.abs(timeMs - last.timeMs);
    const how = journey(there, here, gapMs);
    if (how === null && (gapMs > GAP_MAX_MS || arrival.before < LOGIN_COUNT_MIN)) return;
    if (how === "possible") return;
    const pair = [networkOf(last.address), networkOf(address)].toSorted().join(" ");
    if (see(habit.pairs, pair, timeMs, PAIR_COUNT_MAX) === "known") return;
    const minutes = Math.max(1, Math.round(gapMs / MINUTE_MS));
    this.#findings.add({
      ...occasionOf(watched),
      rule: TWO_PLACES,
      subject: user,
      severity: how !== null || arrival.isNewNetwork ? "MEDIUM" : "LOW",
      reason: `user ${user} from ${named(address, here)} ${minutes} min after ${named(last.address, there)}${how === null ? ", another network" : `: ${how}`}`,
      values: [user, last.address, address].map((text, i) => ({ kind: i === 0 ? "user" : "ip", text })),
    });
  }

  #country(
    watched: Watched,
    { user, address, before }: Arrival,
    habit: TravelHabit,
    here: Whereabouts | null,
  ): void {
    const country = here?.country ?? null;
    if (country === null) return;
    const known = Object.keys(habit.countries.entries).map((key) => key.slice(1));
    if (
      see(habit.countries, country, watched.timeMs, COUNTRY_COUNT_MAX) !== "new" ||
      before < LOGIN_COUNT_MIN
    )
      return;
    this.#findings.add({
      ...occasionOf(watched),
      rule: NEW_COUNTRY,
      subject: user,
      severity: "MEDIUM",
      reason: `user ${user} from ${named(address, here)}; ${before} logins from ${known.slice(-10).join(", ")} before`,
      values: [
        { kind: "user", text: user },
        { kind: "ip", text: address },
      ],
    });
  }
}

/** How far and how fast, when that cannot be; null when a place is not known. */
function journey(from: Whereabouts | null, to: Whereabouts | null, gapMs: number): string | null {
  if (!from?.position || !to?.position) return null;
  const km = distanceKm(from.position, to.position);
  // Clocks of hosts differ by seconds, so less than a minute counts as one.
  const speed = km / (Math.max(gapMs, MINUTE_MS) / HOUR_MS);
  if (km < DISTANCE_MIN_KM || speed <= SPEED_MAX) return "possible";
  return `${Math.round(km).toLocaleString("en")} km, ${Math.round(speed).toLocaleString("en")} km/h`;
}

/** Along the great circle (haversine). */
function distanceKm(a: readonly [number, number], b: readonly [number, number]): number {
  const [latA, lonA, latB, lonB] = [...a, ...b].map((degrees) => (degrees * Math.PI) / 180) as [
    number,
    number,
    number,
    number,
  ];
  const h =
    Math.sin((latB - latA) / 2) ** 2 + Math.cos(latA) * Math.cos(latB) * Math.sin((lonB - lonA) / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

const named = (address: string, place: Whereabouts | null): string =>
  place?.country ? `${address} (${place.country})` : address;
