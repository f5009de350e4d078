import { withoutClientWords } from "../evidence/client-words.ts";
import type { HabitMemory } from "../habit/habit-memory.ts";
import { type KnownSet, knownSet, see } from "./known-set.ts";
import type { WatchRule } from "./watch-finding.ts";
import type { WatchFindings } from "./watch-findings.ts";
import { occasionOf, type Watched } from "./watched.ts";

const ENTRY_COUNT_MAX = 1_000;
const TEXT_LENGTH_MAX = 200;

/** Something that a host runs, and how its log tells of it. */
interface Service {
  readonly rule: WatchRule;
  readonly program: RegExp;
  /** Without it the pattern need not be tried. */
  readonly literal?: string;
  /** Group 1, and group 2 where there is one, tell one from another. */
  readonly pattern: RegExp;
  readonly unless?: RegExp;
}

export const SERVICES: readonly Service[] = [
  {
    rule: {
      id: "new-unit",
      kind: "value",
      title: "a systemd unit that never ran on this host",
      description: "After the host's first day; numbers in names do not count.",
      severity: "LOW",
      techniques: ["T1543.002"],
    },
    program: /^systemd$/,
    pattern:
      /^(?:Started|Listening on|Mounted) (?:(?=\S{1,200}\.(?:service|timer|socket|path|mount)\b)(\S{1,200})|([^]{3,200}?))(?: - [^]{0,200})?\.{0,3}$/,
    unless: /\b(?:Session|session-|user@|User (?:Manager|Runtime|Slice)|run-|snap|docker-|cri-|libpod)/,
  },
  {
    rule: {
      id: "new-cron-command",
      kind: "value",
      title: "a cron job that never ran on this host",
      description: "After the host's first day; numbers in commands do not count.",
      severity: "LOW",
      techniques: ["T1053.003"],
    },
    program: /^(?:\/usr\/sbin\/)?cron(?:d|ie)?$/i,
    pattern: /^\(([\w.@-]{1,64})\) CMD \(?([^]{1,1000}?)\)?$/,
  },
  {
    rule: {
      id: "new-listener",
      kind: "value",
      title: "a program listens on a port on which it never did on this host",
      description: "After the host's first day, by program and port.",
      severity: "LOW",
      techniques: ["T1571", "T1205"],
    },
    program: /^[^]{1,100}$/,
    literal: "isten",
    pattern: /\blisten(?:ing|s)?\b[^]{0,60}?(?:\bport:? |[\d\])*]:|\b(?:tcp|udp)[ /])(\d{2,5})\b/i,
    unless: /\b(?:no longer|not|stop|fail|cannot|error|unable)/i,
  },
];

/** Compares what a host runs with what it ran before: units, cron jobs, listening programs. */
export class Services {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;

  constructor(habits: HabitMemory, findings: WatchFindings) {
    this.#habits = habits;
    this.#findings = findings;
  }

  see(watched: Watched): void {
    const { event, host, timeMs } = watched;
    const program = event.fields["program"] ?? event.fields["app"];
    if (program === undefined) return;
    for (const { rule, program: of, literal, pattern, unless } of SERVICES) {
      if (
        (literal !== undefined && !event.message.includes(literal)) ||
        !of.test(program) ||
        unless?.test(event.message) === true
      )
        continue;
      const found = pattern.exec(withoutClientWords(event));
      if (found === null) continue;
      const name = found.slice(1).filter(Boolean).join(" ").slice(0, TEXT_LENGTH_MAX);
      const set = this.#habits.of<KnownSet>(rule.id, host, timeMs, () => knownSet(timeMs));
      // Ports differ in their digits, names only count up.
      const isPort = rule.id === "new-listener";
      const entry = isPort ? `${program} ${name}` : name.replace(/\d+/g, "#");
      if (see(set, entry, timeMs, ENTRY_COUNT_MAX) !== "new") continue;
      const reason = `on ${host}: ${isPort ? `${program} on port ${name}` : name}`;
      this.#findings.add({ ...occasionOf(watched), rule, subject: host, severity: "LOW", reason });
    }
  }
}
