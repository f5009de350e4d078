import type { HabitMemory } from "../habit/habit-memory.ts";
import { type KnownSet, knownSet, see, size } from "./known-set.ts";
import { networkOf } from "./network.ts";
import { type Locate, LOGIN_COUNT_MIN, Travels } from "./travels.ts";
import type { WatchRule } from "./watch-finding.ts";
import type { WatchFindings } from "./watch-findings.ts";
import { occasionOf, type Watched } from "./watched.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HABIT_DAYS = 30;
/** For the hours of the day it takes more (Sigma and CrowdSec have no rule of it; twenty logins fill the hours of an office day). */
const HOURS_LOGIN_COUNT_MIN = 20;
/** Who comes from so many networks is on the move: one more is no surprise. */
const NETWORK_COUNT_MAX = 10;
const ENTRY_COUNT_MAX = 200;

export const NEW_ADDRESS: WatchRule = {
  id: "login-from-new-address",
  kind: "value",
  title: "login from an address that this user never came from",
  description:
    "A user with 5 logins in 30 days comes from an address never seen; MEDIUM when its network is new too and the user has at most 10.",
  severity: "MEDIUM",
  techniques: ["T1078"],
};
export const NEW_HOST: WatchRule = {
  id: "login-on-new-host",
  kind: "value",
  title: "login on a host that this user was never on",
  description: "A user with 5 logins in 30 days logs in on a host for the first time.",
  severity: "LOW",
  techniques: ["T1078", "T1021.004"],
};
export const OFF_HOURS: WatchRule = {
  id: "login-off-hours",
  kind: "value",
  title: "login at an hour at which this user never comes",
  description:
    "20 logins in 30 days, none within an hour of this hour of the day (UTC); MEDIUM from a new address.",
  severity: "MEDIUM",
  techniques: ["T1078"],
};
export const ROOT: WatchRule = {
  id: "root-login",
  kind: "value",
  title: "root logs in",
  description: "root logs in, with fewer than 5 logins in 30 days.",
  severity: "LOW",
  techniques: ["T1078.003"],
};
export const SYSTEM_ACCOUNT: WatchRule = {
  id: "system-account-login",
  kind: "value",
  title: "an account that belongs to a service logs in",
  description: "The account of a service logs in, with fewer than 5 logins in 30 days.",
  severity: "MEDIUM",
  techniques: ["T1078.003"],
};

/** Accounts that run services and have no business at a login (names of Debian, Red Hat and their packages). */
const SYSTEM_ACCOUNTS = new Set(
  "bin daemon sys sync games man lp mail news uucp proxy www-data apache nginx httpd http backup list irc gnats nobody _apt messagebus sshd dbus polkitd rpc rpcuser systemd-network systemd-resolve systemd-timesync mysql mariadb redis mongodb mongod rabbitmq elasticsearch memcache memcached ntp chrony _chrony dnsmasq bind named postfix dovecot dovenull exim Debian-exim sendmail ftp avahi cups saned pulse colord syslog tcpdump landscape clamav openvpn haproxy squid varnish tomcat".split(
    " ",
  ),
);

/** What is usual of one user, over all hosts. */
interface LoginHabit {
  addresses: KnownSet;
  networks: KnownSet;
  hosts: KnownSet;
  /** By hour of the day (UTC): when a login was there last; 0: never. */
  hours: number[];
  /** By day since 1970: logins. The latest 30. */
  days: Record<string, number>;
}

/** Compares each login with what is usual of its user: address and network, host, hour of the day. */
export class Logins {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;
  readonly #travels: Travels;

  constructor(habits: HabitMemory, findings: WatchFindings, locate: Locate) {
    this.#habits = habits;
    this.#findings = findings;
    this.#travels = new Travels(habits, findings, locate);
  }

  /** Takes in an event that is a login. */
  see(watched: Watched): void {
    const { user, src } = watched.event.fields;
    if (user === undefined || user.length > 128) return;
    const { timeMs, host } = watched;
    const habit = this.#habits.of("login", user, timeMs, () => freshHabit(timeMs));
    const before = loginsBefore(habit, timeMs);
    const address = src === undefined ? null : this.#address(watched, user, src, habit, before);
    const where = see(habit.hosts, host, timeMs, ENTRY_COUNT_MAX);
    const about = { ...occasionOf(watched), subject: user, values: valuesOf(user, src) };
    if (where === "new" && before >= LOGIN_COUNT_MIN) {
      const reason = `user ${user} on ${host} for the first time in ${HABIT_DAYS} days; ${counted(before, "login")} on ${counted(size(habit.hosts) - 1, "other host")} before`;
      this.#findings.add({ ...about, rule: NEW_HOST, severity: "LOW", reason });
    }
    this.#hour(watched, user, habit, before, address === "new");
    this.#account(watched, user, before);
    const day = String(Math.floor(timeMs / DAY_MS));
    habit.days[day] = (habit.days[day] ?? 0) + 1;
    forgetDays(habit);
  }

  #address(
    watched: Watched,
    user: string,
    src: string,
    habit: LoginHabit,
    before: number,
  ): "new" | "known" | "learning" {
    const { timeMs } = watched;
    const network = networkOf(src);
    const hasNetwork = see(habit.networks, network, timeMs, ENTRY_COUNT_MAX) === "known";
    const address = see(habit.addresses, src, timeMs, ENTRY_COUNT_MAX);
    this.#travels.see(watched, { user, address: src, before, isNewNetwork: !hasNetwork });
    if (address !== "new" || before < LOGIN_COUNT_MIN) return address;
    const networks = size(habit.networks);
    const isFar = !hasNetwork && networks <= NETWORK_COUNT_MAX;
    const reason =
      `user ${user} from ${src}${hasNetwork ? "" : `, network ${network}`}, never before in ${HABIT_DAYS} days; ` +
      `${counted(before, "login")} from ${counted(size(habit.addresses) - 1, "address", "es")} in ${counted(networks - (hasNetwork ? 0 : 1), "network")} before`;
    const about = { ...occasionOf(watched), subject: user, values: valuesOf(user, src) };
    this.#findings.add({ ...about, rule: NEW_ADDRESS, severity: isFar ? "MEDIUM" : "LOW", reason });
    return address;
  }

  #hour(watched: Watched, user: string, habit: LoginHabit, before: number, isNewAddress: boolean): void {
    const { timeMs } = watched;
    const hour = Math.floor(timeMs / HOUR_MS) % 24;
    const isUsual = [23, 0, 1].some((shift) => {
      const last = habit.hours[(hour + shift) % 24] ?? 0;
      return last > 0 && Math.abs(timeMs - last) <= HABIT_DAYS * DAY_MS;
    });
    habit.hours[hour] = Math.max(habit.hours[hour] ?? 0, timeMs);
    if (isUsual || before < HOURS_LOGIN_COUNT_MIN) return;
    const reason = `user ${user} at ${String(hour).padStart(2, "0")}:00 UTC; none of ${counted(before, "login")} in ${HABIT_DAYS} days was within an hour of it`;
    const about = {
      ...occasionOf(watched),
      subject: user,
      values: valuesOf(user, watched.event.fields["src"]),
    };
    this.#findings.add({ ...about, rule: OFF_HOURS, severity: isNewAddress ? "MEDIUM" : "LOW", reason });
  }

  /** Who logs in as a matter of course is no finding: a backup as root, every night. */
  #account(watched: Watched, user: string, before: number): void {
    const isRoot = user === "root";
    if ((!isRoot && !SYSTEM_ACCOUNTS.has(user)) || before >= LOGIN_COUNT_MIN) return;
    const src = watched.event.fields["src"];
    const reason = `user ${user} on ${watched.host}${src === undefined ? "" : ` from ${src}`}; ${counted(before, "login")} in the ${HABIT_DAYS} days before`;
    const about = { ...occasionOf(watched), subject: `${user} ${watched.host}`, values: valuesOf(user, src) };
    this.#findings.add({
      ...about,
      rule: isRoot ? ROOT : SYSTEM_ACCOUNT,
      severity: isRoot ? "LOW" : "MEDIUM",
      reason,
    });
  }
}

function freshHabit(timeMs: number): LoginHabit {
  return {
    addresses: knownSet(timeMs),
    networks: knownSet(timeMs),
    hosts: knownSet(timeMs),
    hours: Array.from({ length: 24 }, () => 0),
    days: {},
  };
}

function loginsBefore({ days }: LoginHabit, timeMs: number): number {
  const from = Math.floor(timeMs / DAY_MS) - HABIT_DAYS;
  return Object.entries(days).reduce((sum, [day, count]) => sum + (Number(day) >= from ? count : 0), 0);
}

function forgetDays({ days }: LoginHabit): void {
  const known = Object.keys(days)
    .map(Number)
    .toSorted((a, b) => a - b);
  for (const day of known.slice(0, -HABIT_DAYS - 1)) delete days[String(day)];
}

const counted = (count: number, what: string, more = "s"): string =>
  `${count} ${what}${count === 1 ? "" : more}`;

function valuesOf(user: string, src: string | undefined) {
  return [{ kind: "user", text: user }, ...(src === undefined ? [] : [{ kind: "ip", text: src }])];
}
