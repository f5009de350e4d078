import { isoSyslogTime, syslogTime } from "./log-time.ts";
import type { Random } from "./random.ts";

export type HostName = "web1" | "app1" | "db1";

/** The log files of the network, by host and path below /var/log. */
export const logFiles = {
  web1: ["auth.log", "syslog", "fail2ban.log", "nginx/access.log", "nginx/error.log"],
  app1: ["auth.log", "syslog", "orders/orders.log"],
  db1: ["auth.log", "syslog", "postgresql/postgresql-15-main.log"],
} as const satisfies Record<HostName, readonly string[]>;

export const hostNames: readonly [HostName, ...HostName[]] = ["web1", "app1", "db1"];

/** One entry of one file: usually one line, more for a stack trace. */
export interface Entry {
  readonly host: HostName;
  readonly file: string;
  readonly atMs: number;
  readonly lines: readonly string[];
}

/** Where the machines find each other. */
export const internalAddress: Readonly<Record<HostName, string>> = {
  web1: "10.20.0.11",
  app1: "10.20.0.12",
  db1: "10.20.0.13",
};

/**
 * Something that happens on the network, and the entries it leaves. Time goes on only by `wait`, so that a scene can
 * be put at any moment.
 */
export class Scene {
  readonly random: Random;
  readonly entries: Entry[] = [];
  #nowMs: number;

  constructor(random: Random, startMs: number) {
    this.random = random;
    this.#nowMs = startMs;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  /** Lets a random time pass between the two, in ms. */
  wait(leastMs: number, mostMs: number): void {
    this.#nowMs += this.random.int(leastMs, mostMs);
  }

  write(host: HostName, file: string, ...lines: readonly string[]): void {
    this.entries.push({ host, file, atMs: this.#nowMs, lines });
  }

  /** A line by way of syslogd; the three machines are not set up alike. */
  syslog(host: HostName, file: "auth.log" | "syslog", program: string, message: string): void {
    const time = host === "app1" ? isoSyslogTime(this.#nowMs) : syslogTime(this.#nowMs);
    this.write(host, file, `${time} ${host} ${program}: ${message}`);
  }
}

/** A kind of scene and how often it happens beside the others. */
export interface SceneKind {
  readonly weight: number;
  readonly play: (scene: Scene) => void;
}
