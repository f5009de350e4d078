import { EngineError } from "../engine-error.ts";
import type { Lineage, LogTemplate } from "../log-template.ts";
import { EXAMPLES_MAX, type FormMemory, keepSmallest, moreSevere, PROGRAMS_MAX } from "./form-memory.ts";

/** The final templates of all events fed so far. */
export interface MinedTemplates {
  /** Sorted by id. */
  readonly templates: readonly LogTemplate[];
  /** The template of a handle that `add` gave. */
  templateOf(handle: number): LogTemplate;
  /** Ids that were templates at an earlier `mine()`, in this life or before, and the templates that took their place. */
  readonly lineage: readonly Lineage[];
}

/** One template for all forms of equal text. */
export function templateOfForms(id: string, text: string, forms: readonly FormMemory[]): LogTemplate {
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

/** Where the ids lead that forms had before and that are no template's now. */
export function lineageOf(forms: Iterable<FormMemory>, living: ReadonlyMap<string, unknown>): Lineage[] {
  const moves = new Map<string, string>();
  for (const form of forms) {
    for (const fromId of form.templateIds) {
      if (living.has(fromId)) continue;
      const known = moves.get(fromId);
      if (known === undefined || form.templateId < known) moves.set(fromId, form.templateId);
    }
  }
  return [...moves]
    .map(([fromId, toId]) => ({ fromId, toId }))
    .toSorted((a, b) => (a.fromId < b.fromId ? -1 : 1));
}

export function templateLookup(
  byId: ReadonlyMap<string, LogTemplate>,
  formAt: (handle: number) => FormMemory | undefined,
): (handle: number) => LogTemplate {
  return (handle) => {
    const template = byId.get(formAt(handle)?.templateId ?? "");
    if (template === undefined)
      throw new EngineError("OUT_OF_RANGE", `no event was given the handle ${handle}`);
    return template;
  };
}
