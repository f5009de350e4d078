import { EngineError } from "../engine-error.ts";
import type { Lineage, LogTemplate } from "../log-template.ts";
import type { FormMemory } from "./form-memory.ts";
import type { GroupChanges, TemplateGroups } from "./template-groups.ts";
import { kindOf, type ParameterKind } from "./value-kind.ts";
import { ValueSample } from "./value-sample.ts";

/** The final templates of all events fed so far. Good until the next event is fed. */
export interface MinedTemplates {
  /** Sorted by id. */
  readonly templates: readonly LogTemplate[];
  /** Those that are new or have other facts than at the last `mine()` of this life; all at the first. Sorted by id. */
  readonly changed: readonly LogTemplate[];
  /** Ids that were a template's at the last `mine()` of this life and are none's now. */
  readonly goneIds: readonly string[];
  /** The template of an id; null when it is none's. */
  template(id: string): LogTemplate | null;
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

/** What costs as much as there are templates is made only when it is asked for. */
export function minedTemplates(
  groups: TemplateGroups,
  { changed, goneIds }: GroupChanges,
  idOf: (handle: number) => string,
): MinedTemplates {
  return {
    get templates() {
      return groups.templates();
    },
    changed,
    goneIds,
    template: (id) => groups.template(id),
    templateOf(handle) {
      const template = groups.template(idOf(handle));
      if (template === null) {
        throw new EngineError(
          "OUT_OF_RANGE",
          `the handle ${handle} was given after these templates were mined`,
        );
      }
      return template;
    },
    get lineage() {
      return groups.lineage();
    },
    slotsOf: (templateId) => slotsOf(groups.forms(templateId)),
  };
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
