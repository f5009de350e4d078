import { contentHash } from "./content-hash.ts";
import type { LogEvent } from "./event.ts";
import { FormMemory } from "./template/form-memory.ts";
import { HashTable } from "./template/hash-table.ts";
import {
  lineageOf,
  type MinedTemplates,
  templateLookup,
  templateOfForms,
} from "./template/mined-templates.ts";
import { Message } from "./template/message.ts";
import { Outline, readOutline } from "./template/outline.ts";
import { formOf, textsOf } from "./template/outline-text.ts";
import { tokenize } from "./template/tokenize.ts";
import { traceShape } from "./template/trace-shape.ts";
import type { MinerState, Variant } from "./template/variant.ts";
import { type FormKey, VariantMemory } from "./template/variant-memory.ts";
import { hashText, hashUnits } from "./template/word-table.ts";

/**
 * Finds log templates by feeding events. The templates are a function of the multiset of events: order, batches and restarts
 * (`state()` to the constructor) do not change them.
 */
export class TemplateMiner {
  readonly #message = new Message();
  readonly #outline = new Outline();
  readonly #key: FormKey = { a: 0, b: 0 };
  readonly #variants: VariantMemory[] = [];
  readonly #variantTable = new HashTable();
  readonly #forms: FormMemory[] = [];
  readonly #formTable = new HashTable();
  /** For each handle the one that took it in, or itself. */
  readonly #into: number[] = [];
  readonly #changed = new Set<VariantMemory>();

  constructor(known?: MinerState) {
    for (const row of known?.variants ?? []) {
      const variant = VariantMemory.from(row);
      this.#variantTable.set(variant.hashA, variant.hashB, this.#variants.length);
      this.#variants.push(variant);
      for (const form of row.forms) this.#keep(variant, FormMemory.from(form));
    }
  }

  /** Takes an event in; the handle leads to its template (`MinedTemplates.templateOf`) as long as this miner lives. */
  add(event: LogEvent): number {
    const message = this.#message;
    const outline = this.#outline;
    message.read(event.message);
    tokenize(message);
    readOutline(message, outline);
    const trace = message.rest < 0 ? "" : traceShape(event.message, message.rest);
    if (trace !== "") outline.mix(hashText(trace));

    const variant = this.#variantOf(trace);
    variant.formKey(this.#outline, this.#key);
    const known = this.#formTable.get(this.#key.a, this.#key.b);
    const handle = known < 0 ? this.#addForm(variant) : this.#last(known);
    const form = this.#formAt(handle);
    form.add(event);
    this.#addValues(form, event.weight);
    this.#changed.add(variant);
    return handle;
  }

  mine(): MinedTemplates {
    const byText = new Map<string, FormMemory[]>();
    for (const variant of this.#variants) {
      for (const handle of variant.handles) {
        const form = this.#formAt(handle);
        const text = variant.textOf(form);
        const equals = byText.get(text);
        if (equals === undefined) byText.set(text, [form]);
        else equals.push(form);
      }
    }
    const byId = new Map(
      [...byText].map(([text, forms]) => {
        const id = contentHash(text);
        for (const form of forms) form.templateId = id;
        return [id, templateOfForms(id, text, forms)] as const;
      }),
    );
    const lineage = lineageOf([...byText.values()].flat(), byId);
    for (const variant of this.#variants) {
      for (const handle of variant.handles) {
        const form = this.#formAt(handle);
        if (form.remember()) this.#changed.add(variant);
      }
    }
    return {
      templates: [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      templateOf: templateLookup(byId, (handle) => this.#forms[this.#last(handle)]),
      lineage,
    };
  }

  /** All that must be kept to go on later. */
  state(): MinerState {
    return { variants: this.#variants.map((variant) => this.#row(variant)) };
  }

  /** Variants that are new or changed since construction. */
  changes(): Variant[] {
    return [...this.#changed].map((variant) => this.#row(variant));
  }

  #row(variant: VariantMemory): Variant {
    return variant.toJSON(variant.handles.map((handle) => this.#formAt(handle)));
  }

  #variantOf(trace: string): VariantMemory {
    const { hashA, hashB } = this.#outline;
    const known = this.#variants[this.#variantTable.get(hashA, hashB)];
    if (known !== undefined) return known;
    const texts = textsOf(this.#message, this.#outline);
    if (trace !== "") texts[texts.length - 1] += `\n${trace}`;
    const variant = new VariantMemory(hex(hashA) + hex(hashB), hashA, hashB, texts);
    this.#variantTable.set(hashA, hashB, this.#variants.length);
    this.#variants.push(variant);
    return variant;
  }

  /** A form not seen before: it may open points of its variant, and then forms that no longer differ become one. */
  #addForm(variant: VariantMemory): number {
    const form = formOf(this.#message, this.#outline, variant);
    const handle = this.#keep(variant, form);
    if (variant.see(this.#outline, form)) this.#reopen(variant);
    return this.#last(handle);
  }

  #reopen(variant: VariantMemory): void {
    const handles = variant.handles;
    variant.handles = [];
    for (const handle of handles) {
      const form = this.#formAt(handle);
      variant.openForm(form);
      variant.keyOf(form, this.#key);
      const equal = this.#formTable.get(this.#key.a, this.#key.b);
      const target = equal < 0 ? handle : this.#last(equal);
      if (target === handle) {
        this.#formTable.set(this.#key.a, this.#key.b, handle);
        variant.handles.push(handle);
      } else {
        this.#formAt(target).absorb(form);
        this.#into[handle] = target;
      }
    }
  }

  #keep(variant: VariantMemory, form: FormMemory): number {
    const handle = this.#forms.length;
    this.#forms.push(form);
    this.#into.push(handle);
    variant.handles.push(handle);
    variant.keyOf(form, this.#key);
    this.#formTable.set(this.#key.a, this.#key.b, handle);
    return handle;
  }

  #addValues(form: FormMemory, weight: number): void {
    const { from, to, count } = this.#outline;
    const { text, units, start, stop } = this.#message;
    for (let k = 0; k < count; k++) {
      const sample = form.samples[k];
      if (sample === null || sample === undefined) continue;
      const first = start[from[k] ?? 0] ?? 0;
      const last = stop[(to[k] ?? 0) - 1] ?? 0;
      sample.add(hashUnits(units, first, last) >>> 0, text, first, last, weight);
    }
  }

  /** Follows a handle to the form that its events belong to now. */
  #last(handle: number): number {
    let last = handle;
    for (let next = this.#into[last]; next !== undefined && next !== last; next = this.#into[last])
      last = next;
    return last;
  }

  #formAt(handle: number): FormMemory {
    const form = this.#forms[handle];
    if (form === undefined) throw new RangeError(`no form has the handle ${handle}`);
    return form;
  }
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, "0");
}
