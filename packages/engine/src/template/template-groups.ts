import { contentHash } from "../content-hash.ts";
import type { Lineage, LogTemplate } from "../log-template.ts";
import { EXAMPLES_MAX, type FormMemory, keepSmallest, moreSevere, PROGRAMS_MAX } from "./form-memory.ts";
import type { VariantMemory } from "./variant-memory.ts";

/** Forms of equal text, and the template that they make. */
interface Group {
  readonly text: string;
  readonly forms: Set<FormMemory>;
  template: LogTemplate;
}

/** What became of the templates since the last time. */
export interface GroupChanges {
  /** Templates that are new, or of which anything is another: a count at least. */
  readonly changed: readonly LogTemplate[];
  /** Ids that are no template's any more. */
  readonly goneIds: readonly string[];
  /** Variants with a form whose template is another than it was. */
  readonly renamed: readonly VariantMemory[];
}

/** Which forms make which template, kept up from one look to the next: only variants that changed are looked at again. */
export class TemplateGroups {
  readonly #groups = new Map<string, Group>();
  /** The forms that each variant had at the last look. */
  readonly #formsOf = new Map<VariantMemory, readonly FormMemory[]>();
  /** The forms that have or had a template, by its id. */
  readonly #everOf = new Map<string, Set<FormMemory>>();

  /** @param changed - Variants that are new or changed, with the forms that they have now; none when a crowd took them in. */
  update(changed: Iterable<readonly [VariantMemory, readonly FormMemory[]]>): GroupChanges {
    const entries = [...changed];
    const touched = new Set<string>();
    for (const [variant] of entries) {
      for (const form of this.#formsOf.get(variant) ?? []) {
        for (const id of form.templateIds) {
          this.#everOf.get(id)?.delete(form);
          if (this.#groups.get(id)?.forms.delete(form) === true) touched.add(id);
        }
      }
    }
    const renamed = entries
      .filter(([variant, forms]) => this.#enter(variant, forms, touched))
      .map(([variant]) => variant);
    const goneIds = [...touched].filter((id) => this.#groups.get(id)?.forms.size === 0);
    for (const id of goneIds) this.#groups.delete(id);
    const templates = [...touched].flatMap((id) => {
      const group = this.#groups.get(id);
      if (group === undefined) return [];
      group.template = templateOf(id, group.text, group.forms);
      return [group.template];
    });
    return { changed: templates.toSorted(byId), goneIds, renamed };
  }

  /** Sorted by id. */
  templates(): LogTemplate[] {
    return Array.from(this.#groups.values(), ({ template }) => template).toSorted(byId);
  }

  template(id: string): LogTemplate | null {
    return this.#groups.get(id)?.template ?? null;
  }

  forms(id: string): FormMemory[] {
    return [...(this.#groups.get(id)?.forms ?? [])];
  }

  /** Where the ids lead that are no template's now; the smallest id when one leads to several. */
  lineage(): Lineage[] {
    const moves: Lineage[] = [];
    for (const [fromId, forms] of this.#everOf) {
      if (forms.size === 0 || this.#groups.has(fromId)) continue;
      const [toId = ""] = Array.from(forms, ({ templateId }) => templateId).toSorted();
      moves.push({ fromId, toId });
    }
    return moves.toSorted((a, b) => (a.fromId < b.fromId ? -1 : 1));
  }

  /** Returns whether a form has another template than before. */
  #enter(variant: VariantMemory, forms: readonly FormMemory[], touched: Set<string>): boolean {
    let isRenamed = false;
    this.#formsOf.set(variant, forms);
    for (const form of forms) {
      const known = form.templateId === "" ? undefined : this.#groups.get(form.templateId);
      const text = known?.text ?? variant.textOf(form);
      const id = known === undefined ? contentHash(text) : form.templateId;
      form.templateId = id;
      const group = known ??
        this.#groups.get(id) ?? { text, forms: new Set(), template: templateOf(id, text, []) };
      this.#groups.set(id, group);
      group.forms.add(form);
      touched.add(id);
      if (form.remember()) isRenamed = true;
      for (const ever of form.templateIds) {
        const all = this.#everOf.get(ever) ?? new Set();
        this.#everOf.set(ever, all.add(form));
      }
    }
    if (forms.length === 0) this.#formsOf.delete(variant);
    return isRenamed;
  }
}

function byId(a: LogTemplate, b: LogTemplate): number {
  return a.id < b.id ? -1 : 1;
}

function templateOf(id: string, text: string, forms: Iterable<FormMemory>): LogTemplate {
  let level: LogTemplate["level"] = null;
  const programs: string[] = [];
  const examples: string[] = [];
  let count = 0;
  let lineCount = 0;
  for (const form of forms) {
    level = moreSevere(level, form.level);
    for (const program of form.programs) keepSmallest(programs, program, PROGRAMS_MAX);
    for (const example of form.examples) keepSmallest(examples, example, EXAMPLES_MAX);
    count += form.count;
    lineCount += form.lineCount;
  }
  return { id, text, level, programs, count, lineCount, examples };
}
