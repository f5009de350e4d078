import { contentHash } from "../content-hash.ts";
import { type Beginning, Crowds, type CrowdLevel, isInCrowd, readBeginning } from "./crowd.ts";
import { FormMemory } from "./form-memory.ts";
import type { FormStore } from "./form-store.ts";
import { HashTable } from "./hash-table.ts";
import type { Message } from "./message.ts";
import type { Outline } from "./outline.ts";
import { beginningText, textsOf } from "./outline-text.ts";
import type { Variant } from "./variant.ts";
import { VariantMemory } from "./variant-memory.ts";

/** All variants of a miner, by outline, and the crowds that bound their number. */
export class VariantStore {
  readonly living = new Set<VariantMemory>();
  /** Since they were handed out (`TemplateMiner.changes`). */
  readonly changed = new Set<VariantMemory>();
  /** Those whose templates have to be looked for again. */
  readonly unmined = new Set<VariantMemory>();
  readonly #forms: FormStore;
  /** What the numbers of the table mean: a variant, or the crowd that took it in. */
  readonly #byNumber: VariantMemory[] = [];
  readonly #table = new HashTable();
  readonly #crowds = new Crowds();
  readonly #crowdById = new Map<string, VariantMemory>();

  constructor(forms: FormStore) {
    this.#forms = forms;
  }

  restore(row: Variant): void {
    if (row.forms.length === 0) return;
    const variant = VariantMemory.from(row);
    if (variant.crowd === null) {
      this.#number(variant);
      this.#crowds.add(variant.beginning);
    } else {
      this.#crowds.restore(variant.crowd, variant.beginning);
      this.#crowdById.set(variant.id, variant);
    }
    this.living.add(variant);
    this.unmined.add(variant);
    for (const form of row.forms) this.#forms.keep(variant, FormMemory.from(form));
  }

  touch(variant: VariantMemory): void {
    this.changed.add(variant);
    this.unmined.add(variant);
  }

  /** The variant of a message, or the crowd that it belongs to. */
  variantOf(message: Message, outline: Outline, trace: string): VariantMemory {
    const known = this.#byNumber[this.#table.get(outline.hashA, outline.hashB)];
    if (known !== undefined) return known;
    const beginning = readBeginning(message, outline);
    const level = this.#crowds.levelOf(beginning);
    if (level !== null) return this.#crowdOf(level, beginning, message, outline);
    const crowded = this.#crowds.add(beginning);
    if (crowded !== null) return this.#gather(crowded, beginning, message, outline);
    const texts = textsOf(message, outline);
    if (trace !== "") texts.push(`${texts.pop() ?? ""}\n${trace}`);
    const id = hex(outline.hashA) + hex(outline.hashB);
    const variant = new VariantMemory({ id, texts, beginning, crowd: null });
    this.#number(variant);
    this.living.add(variant);
    return variant;
  }

  #number(variant: VariantMemory): void {
    this.#table.set(variant.hashA, variant.hashB, this.#byNumber.length);
    this.#byNumber.push(variant);
  }

  /** The crowd of a level for messages of this beginning; new when it is the first time. */
  #crowdOf(level: CrowdLevel, beginning: Beginning, message: Message, outline: Outline): VariantMemory {
    const end = level === "any" ? 0 : level === "first" ? beginning.firstEnd : beginning.headEnd;
    const text = `${beginningText(message, outline, end)} `.trimStart();
    const id = contentHash(`${level} ${text}`);
    const known = this.#crowdById.get(id);
    if (known !== undefined) return known;
    const crowd = new VariantMemory({ id, texts: [text, ""], beginning, crowd: level });
    this.#crowdById.set(id, crowd);
    this.living.add(crowd);
    this.#forms.keep(crowd, new FormMemory([null], [null]));
    return crowd;
  }

  /** Too many outlines begin alike: all of them, and smaller crowds among them, become one crowd. */
  #gather(level: CrowdLevel, beginning: Beginning, message: Message, outline: Outline): VariantMemory {
    const crowd = this.#crowdOf(level, beginning, message, outline);
    const target = crowd.handles[0] ?? 0;
    const isIn = (variant: VariantMemory): boolean =>
      variant !== crowd && isInCrowd(level, beginning, variant.beginning);
    for (const [number, variant] of this.#byNumber.entries())
      if (isIn(variant)) this.#byNumber[number] = crowd;
    for (const variant of [...this.living].filter(isIn)) {
      this.#forms.moveAll(variant, target);
      this.living.delete(variant);
      this.#crowdById.delete(variant.id);
      this.touch(variant);
    }
    return crowd;
  }
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, "0");
}
