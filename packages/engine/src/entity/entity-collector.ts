import type { LogEvent } from "../event.ts";
import { ownText } from "../template/value-sample.ts";
import { CASES_MIN, chooseKinds } from "./choose-kinds.ts";
import type { EntityCases } from "./entity-cases.ts";
import { IdentifierKind } from "./identifier-kind.ts";
import { scanIdentifiers, SEARCHED_CHARACTERS_MAX, shapeOf, wordBefore } from "./identifier-scanner.ts";
import { NumberList } from "./number-list.ts";

/** Different values that are kept at a time, over all kinds. Values that come when they are full are left out, and counted. */
const VALUES_MAX = 1_000_000;
/** Occurrences of values that are kept at a time: 12 bytes each. */
const OCCURRENCES_MAX = 8_000_000;
/** Shapes of values that are told apart. */
const SHAPES_MAX = 4096;
/** So often the kinds are looked through for such as identify nothing; their values are forgotten. */
const REVIEW_EVERY = 250_000;
/** After so many events a kind has shown what it is. */
const REVIEWED_EVENTS_MIN = 10_000;
const RECURRING_SHARE_MIN = 0.1;

/** Fields that say what an event is or where it comes from, and nothing of a case. */
const GENERAL_FIELDS = new Set([
  "host",
  "program",
  "app",
  "logger",
  "level",
  "src",
  "pid",
  "http_status",
  "uptime",
]);
const WORD_FIELD = /^(?=\D*\d)[\w-]{1,128}$/;

/**
 * Gathers the identifying values that events share: words of the message and fields of the header with a digit in them, and
 * the process id together with its host and program. Which kinds of them do identify something is decided at the end.
 *
 * Memory is bounded by `VALUES_MAX`, `OCCURRENCES_MAX` and `SHAPES_MAX`; `leftOut` and `longMessages` say what went past bounds.
 */
export class EntityCollector {
  /** By shape; null for one that was found to identify nothing. */
  readonly #kinds = new Map<string, IdentifierKind | null>();
  readonly #values = new NumberList();
  readonly #handles = new NumberList();
  readonly #positions = new NumberList();
  /** Kind of each value id. */
  readonly #kindOf: IdentifierKind[] = [];
  #living = 0;
  #position = 0;
  #eventFrom = 0;
  #handle = 0;
  #text = "";
  #leftOut = 0;
  #longMessages = 0;
  #nextReview = REVIEW_EVERY;

  /** Occurrences of values that were not taken in because a bound was reached. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Events of whose messages only the first 4,096 characters were searched. */
  get longMessages(): number {
    return this.#longMessages;
  }

  /** @param handle - Of its template, as the miner gave it. */
  add(event: LogEvent, handle: number): void {
    this.#handle = handle;
    this.#eventFrom = this.#values.length;
    this.#text = event.message;
    if (event.message.length > SEARCHED_CHARACTERS_MAX) this.#longMessages++;
    scanIdentifiers(event.message, this.#takeWord);
    this.#takeFields(event.fields);
    this.#position++;
    if (this.#values.length >= this.#nextReview) this.#review();
  }

  /**
   * The cases of each kind of value that identifies something, the kind with the most links between templates first.
   *
   * @param templateOf - The index of the template that a handle leads to.
   */
  cases(templateOf: (handle: number) => number): EntityCases[] {
    const templates = new Uint32Array(this.#handles.length);
    for (let i = 0; i < templates.length; i++) templates[i] = templateOf(this.#handles.at(i));
    const occurrences = { values: this.#values.view(), templates, positions: this.#positions.view() };
    const kinds = [...this.#kinds.values()].filter((kind) => kind !== null);
    return chooseKinds(kinds, this.#kindOf.length, occurrences, this.#position);
  }

  readonly #takeWord = (shape: string, value: string, start: number): void => {
    const kind = this.#take(shape, value);
    if (kind?.wantsWords === true) kind.seeWord(wordBefore(this.#text, start));
  };

  #takeFields(fields: Readonly<Record<string, string>>): void {
    for (const name in fields) {
      const value = fields[name] ?? "";
      if (GENERAL_FIELDS.has(name) || !WORD_FIELD.test(value)) continue;
      const shape = shapeOf(value);
      if (shape === "") continue;
      const kind = this.#take(shape === "#" ? `${name} #` : shape, value);
      if (kind?.wantsWords === true) kind.seeWord(name);
    }
    const { pid, host } = fields;
    if (pid === undefined) return;
    const program = fields["program"] ?? fields["app"] ?? fields["logger"] ?? "";
    this.#take(`${program} process #`, `${host === undefined ? "" : `${host} `}${program}[${pid}]`);
  }

  /** Null when the value is not kept. A value that an event names twice counts once. */
  #take(shape: string, value: string): IdentifierKind | null {
    let kind = this.#kinds.get(shape);
    if (kind === null) return null;
    if (kind === undefined) {
      if (this.#kinds.size >= SHAPES_MAX) return this.#leaveOut();
      kind = new IdentifierKind(ownText(shape));
      this.#kinds.set(kind.shape, kind);
    }
    if (this.#values.length >= OCCURRENCES_MAX) return this.#leaveOut();
    let id = kind.ids.get(value);
    if (id === undefined) {
      if (this.#living >= VALUES_MAX) return this.#leaveOut();
      id = this.#kindOf.length;
      this.#kindOf.push(kind);
      kind.ids.set(ownText(value), id);
      this.#living++;
    } else {
      for (let i = this.#values.length - 1; i >= this.#eventFrom; i--)
        if (this.#values.at(i) === id) return kind;
    }
    this.#values.push(id);
    this.#handles.push(this.#handle);
    this.#positions.push(this.#position);
    return kind;
  }

  #leaveOut(): null {
    this.#leftOut++;
    return null;
  }

  /** Forgets the kinds whose values hardly ever come again (sizes, times), and those with a few for all events (states). */
  #review(): void {
    const counts = new Uint32Array(this.#kindOf.length);
    for (const id of this.#values.view()) counts[id] = (counts[id] ?? 0) + 1;
    for (const [shape, kind] of this.#kinds) {
      if (kind === null) continue;
      let events = 0;
      let recurring = 0;
      for (const id of kind.ids.values()) {
        events += counts[id] ?? 0;
        if ((counts[id] ?? 0) > 1) recurring++;
      }
      const isFleeting = recurring < kind.ids.size * RECURRING_SHARE_MIN;
      if (events < REVIEWED_EVENTS_MIN || !(isFleeting || kind.ids.size < CASES_MIN)) continue;
      this.#kinds.set(shape, null);
      this.#living -= kind.ids.size;
    }
    this.#compact();
    this.#nextReview = this.#values.length + REVIEW_EVERY;
  }

  #compact(): void {
    let kept = 0;
    for (let i = 0; i < this.#values.length; i++) {
      const kind = this.#kindOf[this.#values.at(i)];
      if (kind === undefined || this.#kinds.get(kind.shape) !== kind) continue;
      this.#values.set(kept, this.#values.at(i));
      this.#handles.set(kept, this.#handles.at(i));
      this.#positions.set(kept, this.#positions.at(i));
      kept++;
    }
    for (const list of [this.#values, this.#handles, this.#positions]) list.shorten(kept);
  }
}
