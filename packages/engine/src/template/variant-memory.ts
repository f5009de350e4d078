import { WILDCARD } from "../log-template.ts";
import type { Beginning, CrowdLevel } from "./crowd.ts";
import type { FormMemory } from "./form-memory.ts";
import type { Outline } from "./outline.ts";
import type { FormName, Variant } from "./variant.ts";
import { hashText } from "./word-table.ts";

/** A 64-bit key in two lanes, filled in place. */
export interface FormKey {
  a: number;
  b: number;
}

function mixInto(lane: number, sign: number): number {
  const h = Math.imul(lane ^ sign, 0x85ebca6b);
  return h ^ (h >>> 15);
}

/** Different combinations of states (`up`/`down`) that stay apart in one variant; when there are more, states vary too. */
const STATES_MAX = 48;

/**
 * What the miner holds of one variant while it lives. Each point gathers the different names seen there and opens when there
 * are as many as it needs, or when a value stood there too. What has been seen only grows, and opening depends on nothing
 * else, so which points are open is a function of the set of messages: order does not matter, and an open point stays open.
 */
export class VariantMemory {
  readonly id: string;
  readonly hashA: number;
  readonly hashB: number;
  readonly texts: readonly string[];
  readonly isOpen: Uint8Array;
  readonly isUnitOpen: Uint8Array;
  readonly beginning: Beginning;
  readonly crowd: CrowdLevel | null;
  isStateOpen = false;
  /** Handles of its forms. */
  handles: number[] = [];
  readonly #needed: Uint8Array;
  readonly #hasValue: Uint8Array;
  readonly #names: Set<number>[];
  readonly #units: Set<number>[];
  readonly #states = new Set<number>();

  constructor({ id, texts, beginning, crowd }: Pick<Variant, "id" | "texts" | "beginning" | "crowd">) {
    const points = texts.length - 1;
    this.id = id;
    this.hashA = Number.parseInt(id.slice(0, 8), 16) | 0;
    this.hashB = Number.parseInt(id.slice(8), 16) | 0;
    this.texts = texts;
    this.beginning = beginning;
    this.crowd = crowd;
    this.isOpen = new Uint8Array(points);
    this.isUnitOpen = new Uint8Array(points);
    this.#needed = new Uint8Array(points);
    this.#hasValue = new Uint8Array(points);
    this.#names = Array.from({ length: points }, () => new Set<number>());
    this.#units = Array.from({ length: points }, () => new Set<number>());
  }

  static from(known: Variant): VariantMemory {
    const variant = new VariantMemory(known);
    for (const [k, point] of known.points.entries()) {
      variant.isOpen[k] = point.isOpen ? 1 : 0;
      variant.isUnitOpen[k] = point.isUnitOpen ? 1 : 0;
      variant.#needed[k] = point.needed;
      variant.#hasValue[k] = point.hasValue ? 1 : 0;
    }
    variant.isStateOpen = known.isStateOpen;
    for (const form of known.forms) {
      for (const [k, name] of form.names.entries()) {
        if (name !== null && !name.isState) variant.#names[k]?.add(name.hash);
        variant.#units[k]?.add(form.unitHashes[k] ?? 0);
      }
      variant.#states.add(statesOf(form.names));
    }
    return variant;
  }

  /** Whether a wildcard stands at point `k` of a message with this outline. */
  isWild(outline: Outline, k: number): boolean {
    if (outline.form[k] === 0) return true;
    return this.isOpen[k] === 1 && (outline.isState[k] === 0 || this.isStateOpen);
  }

  /** The key of a message's form: a hash of the outline and of all that is text at its points. */
  formKey(outline: Outline, key: FormKey): void {
    let a = this.hashA;
    let b = this.hashB;
    for (let k = 0; k < outline.count; k++) {
      const sign = this.isWild(outline, k) ? 1 : (outline.form[k] ?? 0);
      const unit = this.isUnitOpen[k] === 1 ? 0 : (outline.unitForm[k] ?? 0);
      a = mixInto(a, sign ^ unit);
      b = mixInto(b, sign + Math.imul(unit, 31));
    }
    key.a = a;
    key.b = b;
  }

  /** The key that messages of this form have from now on. */
  keyOf(form: FormMemory, key: FormKey): void {
    let a = this.hashA;
    let b = this.hashB;
    for (const [k, name] of form.names.entries()) {
      const text = form.units[k] ?? null;
      const unit = this.isUnitOpen[k] === 1 || text === null ? 0 : hashText(text);
      const sign = name === null ? 1 : name.hash;
      a = mixInto(a, sign ^ unit);
      b = mixInto(b, sign + Math.imul(unit, 31));
    }
    key.a = a;
    key.b = b;
  }

  /** Turns names and units of a form at open points into wildcards. */
  openForm(form: FormMemory): void {
    for (const [k, name] of form.names.entries()) {
      if (name !== null && this.isOpen[k] === 1 && (!name.isState || this.isStateOpen)) form.open(k);
      if (this.isUnitOpen[k] === 1) form.openUnit(k);
    }
  }

  /** Takes in what stands at the points of a message. Returns whether that opened any. */
  see(outline: Outline, form: FormMemory): boolean {
    let hasOpened = false;
    for (let k = 0; k < outline.count; k++) {
      const name = outline.form[k] ?? 0;
      if (name === 0) this.#hasValue[k] = 1;
      else this.#need(k, outline.needed[k] ?? 0);
      if (this.isUnitOpen[k] === 0) {
        this.#units[k]?.add(outline.unitForm[k] ?? 0);
        if ((this.#units[k]?.size ?? 0) > 1) {
          // what prints one size in the unit that fits it prints the others so too
          this.isUnitOpen.fill(1);
          hasOpened = true;
        }
      }
      if (this.isOpen[k] === 1) continue;
      const names = this.#names[k];
      if (name !== 0 && outline.isState[k] === 0) names?.add(name);
      const size = names?.size ?? 0;
      if (size > 0 && (this.#hasValue[k] === 1 || size >= (this.#needed[k] ?? 0))) {
        this.isOpen[k] = 1;
        names?.clear();
        hasOpened = true;
      }
    }
    if (!this.isStateOpen) {
      this.#states.add(statesOf(form.names));
      if (this.#states.size > STATES_MAX) {
        this.isStateOpen = true;
        this.isOpen.fill(1);
        hasOpened = true;
      }
    }
    return hasOpened;
  }

  #need(k: number, needed: number): void {
    const known = this.#needed[k] ?? 0;
    if (known === 0 || needed < known) this.#needed[k] = needed;
  }

  /** The text of a form: its template's. */
  textOf(form: FormMemory): string {
    let text = this.texts[0] ?? "";
    for (const [k, name] of form.names.entries()) {
      text += name === null ? WILDCARD : name.text;
      const unit = form.units[k];
      if (unit !== null && unit !== undefined) text += ` ${unit}`;
      text += this.texts[k + 1] ?? "";
    }
    // an empty name leaves the blanks on both of its sides
    return text.replaceAll("  ", " ").trim();
  }

  toJSON(forms: readonly FormMemory[]): Variant {
    return {
      id: this.id,
      beginning: this.beginning,
      crowd: this.crowd,
      texts: this.texts,
      points: Array.from(this.isOpen, (isOpen, k) => ({
        needed: this.#needed[k] ?? 0,
        hasValue: this.#hasValue[k] === 1,
        isOpen: isOpen === 1,
        isUnitOpen: this.isUnitOpen[k] === 1,
      })),
      isStateOpen: this.isStateOpen,
      forms: forms.map((form) => form.toJSON()),
    };
  }
}

/** Hash of the states at the points, other names left out. */
function statesOf(names: readonly (FormName | null)[]): number {
  let hash = 0x811c9dc5 | 0;
  for (const name of names) hash = Math.imul(hash ^ (name?.isState === true ? name.hash : 1), 0x01000193);
  return hash;
}
