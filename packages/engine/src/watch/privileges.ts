import type { HabitMemory } from "../habit/habit-memory.ts";
import { type KnownSet, knownSet, see, size } from "./known-set.ts";
import type { WatchRule } from "./watch-finding.ts";
import type { WatchFindings } from "./watch-findings.ts";
import { occasionOf, type Watched } from "./watched.ts";

/** A user who ran fewer commands has no habit yet; one with so many different programs is an administrator at work. */
const COMMAND_COUNT_MIN = 20;
const PROGRAM_COUNT_MAX = 50;
const ENTRY_COUNT_MAX = 200;
const USER_COUNT_MAX = 2_000;
const TEXT_LENGTH_MAX = 200;

export const FIRST_SUDO: WatchRule = {
  id: "first-sudo",
  kind: "value",
  title: "a user runs a command as another for the first time on this host",
  description: "MEDIUM when the user never did so on any host.",
  severity: "MEDIUM",
  techniques: ["T1548.003"],
};
export const ROOT_SHELL: WatchRule = {
  id: "first-root-shell",
  kind: "value",
  title: "a user opens a shell as root for the first time on this host",
  description: "MEDIUM together with first-sudo.",
  severity: "MEDIUM",
  techniques: ["T1548.003", "T1059.004"],
};
export const NEW_COMMAND: WatchRule = {
  id: "new-sudo-command",
  kind: "value",
  title: "a user runs a program as another that he never ran so",
  description: "A user with 20 commands of at most 50 programs runs another program.",
  severity: "LOW",
  techniques: ["T1548.003"],
};

/** sudo: `kim : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls -l`. */
const SUDO =
  /^ {0,20}([^\s:]{1,64}) : .{0,800}?\bUSER=([^\s;]{1,64}) ;.{0,800}?\bCOMMAND=(\S{1,300})([^]{0,500})/;
const SHELL = /(?:^|\/)(?:ba|da|z|k|c|tc|fi|a)?sh$|(?:^|\/)su$/;

interface HostHabit {
  users: KnownSet;
  shells: KnownSet;
}

interface UserHabit {
  count: number;
  programs: KnownSet;
}

/** Compares each command run as another user with what is usual of its user and host. */
export class Privileges {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;

  constructor(habits: HabitMemory, findings: WatchFindings) {
    this.#habits = habits;
    this.#findings = findings;
  }

  /** Takes in an event that tells of a command run as another user. */
  see(watched: Watched): void {
    const found = SUDO.exec(watched.event.message);
    const [, user, target, program, rest = ""] = found ?? [];
    if (user === undefined || target === undefined || program === undefined) return;
    const { host, timeMs } = watched;
    const command = `${program}${rest}`.trim().slice(0, TEXT_LENGTH_MAX);
    const onHost = this.#habits.of("privilege-host", host, timeMs, (): HostHabit => ({
      users: knownSet(timeMs),
      shells: knownSet(timeMs),
    }));
    const ofUser = this.#habits.of("privilege", `${user} ${host}`, timeMs, (): UserHabit => ({
      count: 0,
      programs: knownSet(timeMs),
    }));
    const values = [{ kind: "user", text: user }];
    const about = { ...occasionOf(watched), subject: `${user} ${host}`, values };
    const who = `user ${user} on ${host} as ${target}: ${command}`;

    const anywhere = this.#habits.of("privilege-users", "all", timeMs, () => knownSet(timeMs));
    const isNowhere = see(anywhere, user, timeMs, USER_COUNT_MAX) === "new";
    const isFirst = see(onHost.users, user, timeMs, ENTRY_COUNT_MAX) === "new";
    const others = size(onHost.users) - 1;
    if (isFirst) {
      const reason = `${who}; ${others} other ${others === 1 ? "user does" : "users do"} so there${isNowhere ? "" : ", and this one on other hosts"}`;
      this.#findings.add({ ...about, rule: FIRST_SUDO, severity: isNowhere ? "MEDIUM" : "LOW", reason });
    }
    const isShell = SHELL.test(program) && !/\s-c\s/.test(rest) && target === "root";
    if (isShell && see(onHost.shells, user, timeMs, ENTRY_COUNT_MAX) === "new") {
      this.#findings.add({ ...about, rule: ROOT_SHELL, severity: isNowhere ? "MEDIUM" : "LOW", reason: who });
    }
    const isNew = see(ofUser.programs, program, timeMs, ENTRY_COUNT_MAX) === "new";
    const programs = size(ofUser.programs) - 1;
    if (isNew && ofUser.count >= COMMAND_COUNT_MIN && programs <= PROGRAM_COUNT_MAX) {
      const reason = `${who}; ${ofUser.count} commands of ${programs} other programs before`;
      this.#findings.add({ ...about, rule: NEW_COMMAND, severity: "LOW", reason });
    }
    ofUser.count++;
  }
}
