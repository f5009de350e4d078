import type { HabitMemory } from "../habit/habit-memory.ts";
import type { WatchRule } from "./watch-finding.ts";
import type { WatchFindings } from "./watch-findings.ts";
import { occasionOf, type Watched } from "./watched.ts";

const HOUR_MS = 3_600_000;
/** 100 MB in an hour, and ten times the median of its own hours. */
const BYTES_MIN = 100_000_000;
const RATIO_MIN = 10;
/** Whoever has fewer hours is compared with all of the host. */
const HOUR_COUNT_MIN = 5;
const HOST_HOUR_COUNT_MIN = 20;
const HOUR_COUNT_MAX = 100;

export const LARGE_EGRESS: WatchRule = {
  id: "large-egress",
  kind: "value",
  title: "far more data than usual went out",
  description:
    "Over 100 MB in an hour to one address or user, 10 times the median of its own hours (5 at least; else of the host's others).",
  severity: "MEDIUM",
  techniques: ["T1048", "T1041"],
};

const FIELDS = [
  "bytes_sent",
  "sent_bytes",
  "sentbyte",
  "bytes_out",
  "out_bytes",
  "body_bytes_sent",
  "sentbytes",
];
/** The size of a web server's answer; or an amount beside a word for sending. */
const ANSWER = /^"[A-Z]{3,7} [^"]{1,2000}" \d{3} (\d{1,15})\b/;
const SENT =
  /\b(?:sent|transmitted|downloaded|transferred|DOWNLOAD)\b[^]{0,120}?\b(\d{1,15}) ?bytes\b|\b(\d{1,15}) ?bytes (?:were )?(?:sent|transmitted|transferred|out)\b|\bbytes[ _]?sent[=: ]{1,2}(\d{1,15})\b/i;

interface EgressHabit {
  hour: number;
  bytes: number;
  /** Sums of earlier hours that had any, the latest 100. */
  past: number[];
  /** The hour that was told of. */
  told: number;
}

/** Adds up by the hour what goes out to one address or user, and compares with its own hours. */
export class Egress {
  readonly #habits: HabitMemory;
  readonly #findings: WatchFindings;

  constructor(habits: HabitMemory, findings: WatchFindings) {
    this.#habits = habits;
    this.#findings = findings;
  }

  see(watched: Watched): void {
    const { event, host, timeMs } = watched;
    const bytes = bytesSent(watched);
    if (bytes === 0) return;
    const { user, src } = event.fields;
    const who = user ?? src;
    if (who === undefined || who.length > 128) return;
    const habit = this.#add(`${who} ${host}`, timeMs, bytes);
    const onHost = this.#add(host, timeMs, 0);
    if (onHost.hour !== habit.hour) return;
    const isOwn = habit.past.length >= HOUR_COUNT_MIN;
    const past = isOwn ? habit.past : onHost.past;
    if (past.length < (isOwn ? HOUR_COUNT_MIN : HOST_HOUR_COUNT_MIN)) return;
    const usual = median(past);
    if (habit.bytes < BYTES_MIN || habit.bytes < RATIO_MIN * usual || habit.told === habit.hour) return;
    habit.told = habit.hour;
    const named = user === undefined ? `address ${who}` : `user ${who}`;
    const usually = isOwn
      ? `${past.length} hours of its own`
      : `${past.length} hours of others there, as it has few of its own`;
    this.#findings.add({
      ...occasionOf(watched),
      rule: LARGE_EGRESS,
      subject: `${who} ${host}`,
      severity: "MEDIUM",
      reason: `${megabytes(habit.bytes)} to ${named} from ${host} within an hour; the median of ${usually} is ${megabytes(usual)}`,
      values: [{ kind: user === undefined ? "ip" : "user", text: who }],
    });
  }

  /** Adds to the current hour; when a later one begins, the sum goes to the earlier ones, and to those of the whole host. */
  #add(subject: string, timeMs: number, bytes: number): EgressHabit {
    const hour = Math.floor(timeMs / HOUR_MS);
    const habit = this.#habits.of("egress", subject, timeMs, (): EgressHabit => ({
      hour,
      bytes: 0,
      past: [],
      told: -1,
    }));
    if (hour > habit.hour) {
      if (habit.bytes > 0) push(habit.past, habit.bytes);
      const host = subject.slice(subject.lastIndexOf(" ") + 1);
      if (host !== subject && habit.bytes > 0) push(this.#add(host, timeMs, 0).past, habit.bytes);
      habit.hour = hour;
      habit.bytes = 0;
    }
    // What comes late from an earlier hour counts for none.
    if (hour === habit.hour) habit.bytes += bytes;
    return habit;
  }
}

function push(past: number[], sum: number): void {
  past.push(sum);
  if (past.length > HOUR_COUNT_MAX) past.shift();
}

function bytesSent({ event: { message, fields } }: Watched): number {
  for (const name of FIELDS) if (fields[name] !== undefined) return amount(fields[name]);
  const found = ANSWER.exec(message) ?? (message.includes("bytes") ? SENT.exec(message) : null);
  return amount(found?.[1] ?? found?.[2] ?? found?.[3]);
}

const amount = (digits: string | undefined): number =>
  digits !== undefined && /^\d{1,15}$/.test(digits) ? Number(digits) : 0;

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
