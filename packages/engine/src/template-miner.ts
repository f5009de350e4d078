import { EngineError } from "./engine-error.ts";
import type { LogEvent } from "./event.ts";
import type { FormMemory } from "./template/form-memory.ts";
import { FormStore } from "./template/form-store.ts";
import { Message } from "./template/message.ts";
import { type MinedTemplates, minedTemplates } from "./template/mined-templates.ts";
import { Outline, readOutline } from "./template/outline.ts";
import { formOf } from "./template/outline-text.ts";
import { TemplateGroups } from "./template/template-groups.ts";
import { tokenize } from "./template/tokenize.ts";
import { traceShape } from "./template/trace-shape.ts";
import type { MinerState, Variant } from "./template/variant.ts";
import type { VariantMemory } from "./template/variant-memory.ts";
import { VariantStore } from "./template/variant-store.ts";
import { hashText } from "./template/word-table.ts";

/**
 * Finds log templates by feeding events. The templates are a function of the multiset of events: order, batches and restarts
 * (`state()` to the constructor) do not change them, nor their ids.
 *
 * A message is cut into pieces; what its shape gives away as a value is open at once. What is left is the outline: text, with
 * points where values or names stand. All messages of one outline are a variant. A point of it becomes a wildcard when enough
 * different names were seen there, the fewer the more the words around it speak for a name, or when a value was. Names at
 * other points are text, and messages that differ in them are forms: templates of their own (`up`, `down`). What has been
 * seen only grows, so points only open and templates only grow more general.
 *
 * Memory grows with variants and forms, never with lines: both are bounded (crowd.ts, variant-memory.ts).
 */
export class TemplateMiner {
  readonly #message = new Message();
  readonly #outline = new Outline();
  readonly #forms = new FormStore();
  readonly #variants = new VariantStore(this.#forms);
  readonly #groups = new TemplateGroups();

  /** @throws EngineError `STATE_INVALID` if `known` is not what `state()` gave. */
  constructor(known?: MinerState) {
    try {
      for (const row of known?.variants ?? []) this.#variants.restore(row);
    } catch (cause) {
      throw new EngineError("STATE_INVALID", "the remembered variants are not ones that a miner wrote", {
        cause,
      });
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

    const variant = this.#variants.variantOf(message, outline, trace);
    const handle = variant.crowd === null ? this.#formOf(variant) : (variant.handles[0] ?? 0);
    const form = this.#forms.at(handle);
    form.add(event);
    if (variant.crowd === null) this.#countValues(form, event.weight);
    this.#variants.touch(variant);
    return handle;
  }

  /** The templates as they are now; costs as much as there are variants that changed since the last time. */
  mine(): MinedTemplates {
    const variants = [...this.#variants.unmined];
    this.#variants.unmined.clear();
    const changes = this.#groups.update(
      variants.map((variant) => [variant, variant.handles.map((handle) => this.#forms.at(handle))]),
    );
    for (const variant of changes.renamed) this.#variants.changed.add(variant);
    return minedTemplates(
      this.#groups,
      changes,
      (handle) => this.#forms.at(this.#forms.last(handle)).templateId,
    );
  }

  /** All that must be kept to go on later. */
  state(): MinerState {
    return { variants: Array.from(this.#variants.living, (variant) => this.#row(variant)) };
  }

  /** Variants that are new or changed since the last call. One without forms is no more: a crowd took it in. */
  changes(): Variant[] {
    const changed = Array.from(this.#variants.changed, (variant) => this.#row(variant));
    this.#variants.changed.clear();
    return changed;
  }

  #row(variant: VariantMemory): Variant {
    return variant.toJSON(variant.handles.map((handle) => this.#forms.at(handle)));
  }

  #formOf(variant: VariantMemory): number {
    const known = this.#forms.find(variant, this.#outline);
    if (known >= 0) return known;
    const form = formOf(this.#message, this.#outline, variant);
    const handle = this.#forms.keep(variant, form);
    if (variant.see(this.#outline, form)) this.#forms.reopen(variant);
    return this.#forms.last(handle);
  }

  #countValues(form: FormMemory, weight: number): void {
    const { from, to, count } = this.#outline;
    for (let k = 0; k < count; k++) {
      const sample = form.samples[k];
      if (sample === null || sample === undefined) continue;
      const first = from[k] ?? 0;
      const last = to[k] ?? 0;
      const hash = this.#message.hashOf(first, last) >>> 0;
      if (!sample.wants(hash) || sample.count(hash, weight)) continue;
      sample.add(hash, this.#message.textOf(first, last), weight);
    }
  }
}
