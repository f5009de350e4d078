import { EngineError } from "../engine-error.ts";
import type { Lineage, LogTemplate } from "../log-template.ts";
import { EXAMPLES_MAX, type FormMemory, keepSmallest, moreSevere, PROGRAMS_MAX } from "./form-memory.ts";
import { kindOf, type ParameterKind } from "./value-kind.ts";
import { ValueSample } from "./value-sample.ts";

/** The final templates of all events fed so far. */
export interface MinedTemplates {
  /** Sorted by id. */
  readonly templates: readonly LogTemplate[];
  /** The template of a handle that `add` gave. */
  templateOf(handle: number): LogTemplate;
  /** Ids that were templates at an earlier `mine()`, in this life or before, and the templates that took their place. */
  readonly lineage: readonly Lineage[];
  /** What stood at each wildcard of a template, in order of its text; empty for an id that is none. */
  slotsOf(templateId: string): TemplateSlot[];
}

/** What stood at one wildcard over all events of a template: bounded, the same whatever the order of the events. */
export interface TemplateSlot {
  /** Number of different values: exact up to 15, above that an estimate. */
  readonly distinct: number;
  /** All values when there are few, else a fair sample of them; most frequent first, then in code unit order. */
  readonly values: readonly SlotValue[];
}

export interface SlotValue {
  readonly value: string;
  readonly kind: ParameterKind;
  /** Events (weights added up) that had it: exact. */
  readonly count: number;
}

/** Forms of equal text, and that text. */
export interface FormsOfTemplate {
  readonly text: string;
  readonly forms: readonly FormMemory[];
}

export function minedTemplates(
  formsById: ReadonlyMap<string, FormsOfTemplate>,
  idOf: (handle: number) => string,
): MinedTemplates {
  const byId = new Map(
    [...formsById].map(([id, { text, forms }]) => [id, templateOf(id, text, forms)] as const),
  );
  return {
    templates: [...byId.values()].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    templateOf(handle) {
      const template = byId.get(idOf(handle));
      if (template === undefined) {
        throw new EngineError(
          "OUT_OF_RANGE",
          `the handle ${handle} was given after these templates were mined`,
        );
      }
      return template;
    },
    lineage: lineageOf(formsById),
    slotsOf: (templateId) => slotsOf(formsById.get(templateId)?.forms ?? []),
  };
}

function templateOf(id: string, text: string, forms: readonly FormMemory[]): LogTemplate {
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

/** Where the ids lead that forms had before and that are no template's now; the smallest id when they lead to several. */
function lineageOf(formsById: ReadonlyMap<string, FormsOfTemplate>): Lineage[] {
  const moves = new Map<string, string>();
  for (const [toId, { forms }] of formsById) {
    for (const fromId of forms.flatMap((form) => form.templateIds)) {
      if (formsById.has(fromId)) continue;
      const known = moves.get(fromId);
      if (known === undefined || toId < known) moves.set(fromId, toId);
    }
  }
  return [...moves]
    .map(([fromId, toId]) => ({ fromId, toId }))
    .toSorted((a, b) => (a.fromId < b.fromId ? -1 : 1));
}

function slotsOf(forms: readonly FormMemory[]): TemplateSlot[] {
  const samples: ValueSample[] = [];
  for (const form of forms) {
    let slot = 0;
    for (const [k, name] of form.names.entries()) {
      if (name !== null) continue;
      const sample = (samples[slot] ??= new ValueSample());
      const known = form.samples[k];
      if (known !== null && known !== undefined) sample.merge(known.toJSON());
      slot++;
    }
  }
  return samples.map((sample) => {
    const { values, counts } = sample.toJSON();
    const rows = values.map((value, i) => ({ value, kind: kindOf(value), count: counts[i] ?? 0 }));
    return {
      distinct: sample.distinct,
      values: rows.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    };
  });
}
