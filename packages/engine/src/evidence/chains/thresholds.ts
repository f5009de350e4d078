import type { Observation } from "./observation.ts";
import type { Threshold } from "./threshold-chain.ts";

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const bySource = ({ src }: Observation): string | null => src;
/** A failure without an address still counts for its host, so that a service that logs none is no blind spot. */
const bySourceOrHost = ({ src, host }: Observation): string => src ?? `host ${host}`;

/** Numbers of CrowdSec's scenarios and OSSEC's rules 5712 and 40112, where they have one. */
export const BRUTE_FORCE: Threshold = {
  id: "brute-force",
  title: "many failed logins from one address",
  severity: "MEDIUM",
  techniques: ["T1110.001"],
  signals: ["login-failed"],
  key: bySourceOrHost,
  windowMs: 2 * MINUTE_MS,
  countMin: 6,
};

export const SLOW_BRUTE_FORCE: Threshold = {
  id: "slow-brute-force",
  title: "failed logins from one address, slow enough to stay unseen",
  severity: "MEDIUM",
  techniques: ["T1110.001"],
  signals: ["login-failed"],
  cancelledBy: "login",
  key: bySource,
  windowMs: 12 * HOUR_MS,
  countMin: 4,
  holds: (events) =>
    medianGapMs(events) > 10 * MINUTE_MS || (events.length >= 10 && spanMs(events) <= HOUR_MS),
};

export const SPRAYING: Threshold = {
  id: "password-spraying",
  title: "one address tries many users",
  severity: "MEDIUM",
  techniques: ["T1110.003"],
  signals: ["login-failed"],
  key: bySource,
  windowMs: 10 * MINUTE_MS,
  countMin: 5,
  distinct: ({ user }) => user,
};

export const DISTRIBUTED: Threshold = {
  id: "distributed-brute-force",
  title: "many addresses try one user",
  severity: "MEDIUM",
  techniques: ["T1110.003"],
  signals: ["login-failed"],
  key: ({ user, src }) => (src === null ? null : user),
  windowMs: 10 * MINUTE_MS,
  countMin: 5,
  distinct: bySource,
};

export const WEB_PROBING: Threshold = {
  id: "web-probing",
  title: "one address tries many holes",
  severity: "MEDIUM",
  techniques: ["T1595.002"],
  signals: ["probe"],
  key: bySource,
  windowMs: 10 * MINUTE_MS,
  countMin: 3,
  distinct: ({ rule, target }) => `${rule.id} ${target}`,
};

export const WEB_CRAWLING: Threshold = {
  id: "web-guessing",
  title: "one address asks for many things that are not there",
  severity: "LOW",
  techniques: ["T1595.003"],
  signals: ["missed"],
  key: bySource,
  windowMs: MINUTE_MS,
  countMin: 10,
  distinct: ({ target, index }) => (target === "" ? String(index) : target),
};

export const PORT_SCAN: Threshold = {
  id: "port-scan",
  title: "one address knocks at many ports",
  severity: "LOW",
  techniques: ["T1046"],
  signals: ["blocked"],
  key: bySource,
  windowMs: MINUTE_MS,
  countMin: 10,
  distinct: ({ target }) => target,
};

export const MANY_BLOCKED: Threshold = {
  id: "many-blocked",
  title: "the firewall drops many packets of one address",
  severity: "LOW",
  techniques: ["T1595.001"],
  signals: ["blocked"],
  key: bySource,
  windowMs: 45 * SECOND_MS,
  countMin: 10,
};

export const CRASHES: Threshold = {
  id: "many-crashes",
  title: "programs crash again and again",
  severity: "LOW",
  techniques: ["T1499.004", "T1203"],
  signals: ["crash"],
  key: ({ host }) => host,
  windowMs: 10 * MINUTE_MS,
  countMin: 5,
};

export const DENIALS: Threshold = {
  id: "many-denials",
  title: "the kernel's guard refuses much",
  severity: "LOW",
  techniques: ["T1068"],
  signals: ["denied"],
  key: ({ host }) => host,
  windowMs: 10 * MINUTE_MS,
  countMin: 20,
};

function spanMs(events: readonly Observation[]): number {
  const times = events.map(({ timeMs }) => timeMs);
  return Math.max(...times) - Math.min(...times);
}

function medianGapMs(events: readonly Observation[]): number {
  const times = events.map(({ timeMs }) => timeMs).toSorted((a, b) => a - b);
  const gaps = times
    .slice(1)
    .map((time, i) => time - (times[i] ?? 0))
    .toSorted((a, b) => a - b);
  return gaps[Math.floor((gaps.length - 1) / 2)] ?? 0;
}
