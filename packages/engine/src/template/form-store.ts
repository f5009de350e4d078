import { EngineError } from "../engine-error.ts";
import type { FormMemory } from "./form-memory.ts";
import { HashTable } from "./hash-table.ts";
import type { Outline } from "./outline.ts";
import type { FormKey, VariantMemory } from "./variant-memory.ts";

/** All forms of a miner, by handle and by key. A handle stays good when its form becomes part of another. */
export class FormStore {
  readonly #forms: FormMemory[] = [];
  readonly #table = new HashTable();
  readonly #key: FormKey = { a: 0, b: 0 };
  /** For each handle the one that took it in, or itself. */
  readonly #into: number[] = [];

  /** The handle of the form that a message of this outline has, −1 when none had it yet. */
  find(variant: VariantMemory, outline: Outline): number {
    variant.formKey(outline, this.#key);
    const handle = this.#table.get(this.#key.a, this.#key.b);
    return handle < 0 ? -1 : this.last(handle);
  }

  keep(variant: VariantMemory, form: FormMemory): number {
    const handle = this.#forms.length;
    this.#forms.push(form);
    this.#into.push(handle);
    variant.handles.push(handle);
    variant.keyOf(form, this.#key);
    this.#table.set(this.#key.a, this.#key.b, handle);
    return handle;
  }

  /** Follows a handle to the form that its events belong to now. */
  last(handle: number): number {
    let last = handle;
    for (let next = this.#into[last]; next !== undefined && next !== last; next = this.#into[last])
      last = next;
    return last;
  }

  /** The form of a handle that has not been taken in by another. */
  at(handle: number): FormMemory {
    const form = this.#forms[handle];
    if (form === undefined) throw new EngineError("OUT_OF_RANGE", `no event was given the handle ${handle}`);
    return form;
  }

  /** Points of the variant have opened: forms that no longer differ become one. */
  reopen(variant: VariantMemory): void {
    const handles = variant.handles;
    variant.handles = [];
    for (const handle of handles) {
      const form = this.at(handle);
      variant.openForm(form);
      variant.keyOf(form, this.#key);
      const known = this.#table.get(this.#key.a, this.#key.b);
      const target = known < 0 ? handle : this.last(known);
      if (target === handle) {
        this.#table.set(this.#key.a, this.#key.b, handle);
        variant.handles.push(handle);
      } else {
        this.at(target).absorb(form);
        this.at(target).absorbSamples(form);
        this.#into[handle] = target;
      }
    }
  }

  /** All forms of one variant become part of the form `target` of another. */
  moveAll(variant: VariantMemory, target: number): void {
    for (const handle of variant.handles) {
      this.at(target).absorb(this.at(handle));
      this.#into[handle] = target;
    }
    variant.handles = [];
  }
}
