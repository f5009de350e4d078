import { contentHash } from "../../content-hash.ts";
import type { EvidenceFinding, NamedValue } from "../evidence-finding.ts";
import type { Severity } from "../rule.ts";
import type { Observation } from "./observation.ts";

const STEP_COUNT_MAX = 200;
const VALUE_COUNT_MAX = 20;

/** What a chain is called. */
export interface ChainKind {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly techniques: readonly string[];
}

/** Events that belong together, as long as more come. */
export class Chain {
  readonly kind: ChainKind;
  readonly #key: string;
  readonly #steps: Observation[] = [];
  readonly #users = new Set<string>();
  readonly #sources = new Set<string>();
  readonly #hosts = new Set<string>();
  readonly #targets = new Set<string>();
  #count = 0;
  #toldCount = 0;
  #firstMs = Number.POSITIVE_INFINITY;
  #lastMs = Number.NEGATIVE_INFINITY;

  constructor(kind: ChainKind, key: string) {
    this.kind = kind;
    this.#key = key;
  }

  get lastMs(): number {
    return this.#lastMs;
  }

  /** The first of them. */
  get steps(): readonly Observation[] {
    return this.#steps;
  }

  /** An event that means two things, as a command that adds a user does, is one step. */
  add(seen: Observation): void {
    if (this.#steps.at(-1)?.index === seen.index) return;
    if (this.#steps.length < STEP_COUNT_MAX) {
      this.#steps.push(seen);
      if (seen.user !== null) this.#users.add(seen.user);
      if (seen.src !== null) this.#sources.add(seen.src);
      if (seen.target !== "") this.#targets.add(seen.target);
      this.#hosts.add(seen.host);
    }
    this.#count += seen.weight;
    this.#firstMs = Math.min(this.#firstMs, seen.timeMs);
    this.#lastMs = Math.max(this.#lastMs, seen.timeMs);
  }

  /** What was added since the last call. */
  takeNews(): { readonly isNew: boolean; readonly addedCount: number } {
    const news = { isNew: this.#toldCount === 0, addedCount: this.#count - this.#toldCount };
    this.#toldCount = this.#count;
    return news;
  }

  finding(): EvidenceFinding {
    const { kind } = this;
    const seconds = Math.round((this.#lastMs - this.#firstMs) / 1_000);
    const parts = [
      `${this.#count} ${this.#count === 1 ? "event" : "events"}${seconds > 0 ? ` in ${seconds} s` : ""}`,
      named(this.#sources, "address", "addresses"),
      named(this.#users, "user", "users"),
      this.#targets.size > 1 ? `${this.#targets.size} targets` : "",
      this.#hosts.size > 1 ? `${this.#hosts.size} hosts` : "",
      outcome(this.#steps),
    ];
    return {
      id: contentHash([kind.id, this.#key, dayOf(this.#steps[0]?.timeMs ?? 0)].join("\n")),
      rule: kind.id,
      title: kind.title,
      severity: kind.severity,
      techniques: kind.techniques,
      reason: parts.filter((part) => part !== "").join(", "),
      steps: this.#steps.map(({ place, timestamp, host, rule }) => ({
        ...place,
        timestamp,
        host,
        what: rule.title,
      })),
      count: this.#count,
      firstMs: this.#firstMs,
      lastMs: this.#lastMs,
      values: [...valuesOf("ip", this.#sources), ...valuesOf("user", this.#users)],
    };
  }
}

function valuesOf(kind: string, texts: ReadonlySet<string>): NamedValue[] {
  return [...texts].slice(0, VALUE_COUNT_MAX).map((text) => ({ kind, text }));
}

/** In UTC, counted from 1970. */
const dayOf = (timeMs: number): string => String(Math.floor(timeMs / 86_400_000));

/** One is named, several are counted. */
function named(values: ReadonlySet<string>, one: string, many: string): string {
  if (values.size === 0) return "";
  const [first = ""] = values;
  return values.size === 1 ? `${one} ${first}` : `${values.size} ${many}`;
}

/** How it went on. */
function outcome(steps: readonly Observation[]): string {
  const what = new Set(
    steps
      .filter(({ signal, rule }) => AFTER.has(signal) && rule.id !== steps[0]?.rule.id)
      .map(({ rule }) => rule.title),
  );
  return what.size === 0 ? "" : `then ${[...what].join(", ")}`;
}

const AFTER = new Set<string>(["answered", "login", "privilege", "account", "persistence"]);
