import { LEVELS, type Level, type LogEvent } from "./event.ts";
import type { Lineage, LogTemplate } from "./log-template.ts";
import { hashText } from "./template/hash.ts";
import { mask } from "./template/mask.ts";
import type { MinerState, Variant } from "./template/variant.ts";

const PROGRAMS_MAX = 8;
const EXAMPLES_MAX = 3;

/** The final templates of all events fed so far. */
export interface MinedTemplates {
  /** Sorted by id. */
  readonly templates: readonly LogTemplate[];
  /** The template of a handle that `add` gave. */
  templateOf(handle: number): LogTemplate;
  /** Ids of templates of the known state that became others. */
  readonly lineage: readonly Lineage[];
}

/**
 * Finds log templates by feeding events. The templates are a function of the multiset of events: order, batches and restarts
 * (`state()` to the constructor) do not change them.
 */
export class TemplateMiner {
  readonly #variants: Variant[] = [];
  readonly #handles = new Map<string, number>();
  readonly #changed = new Set<number>();

  constructor(known?: MinerState) {
    for (const variant of known?.variants ?? []) {
      this.#handles.set(variant.text, this.#variants.length);
      this.#variants.push(variant);
    }
  }

  /** Takes an event in; the handle names its variant as long as this miner lives. */
  add(event: LogEvent): number {
    const { text } = mask(event.message);
    const handle = this.#handles.get(text) ?? this.#variants.length;
    const known = this.#variants[handle];
    const program = event.fields["program"] ?? event.fields["logger"] ?? event.fields["component"];
    this.#handles.set(text, handle);
    this.#changed.add(handle);
    this.#variants[handle] = {
      id: known?.id ?? hashText(text),
      text,
      level: moreSevere(known?.level ?? null, event.level),
      programs: withSmallest(known?.programs ?? [], program, PROGRAMS_MAX),
      count: (known?.count ?? 0) + event.weight,
      lineCount: (known?.lineCount ?? 0) + event.lastLine - event.firstLine + 1,
      examples: withSmallest(known?.examples ?? [], event.message, EXAMPLES_MAX),
    };
    return handle;
  }

  mine(): MinedTemplates {
    const byHandle: LogTemplate[] = this.#variants.map((variant) => ({ ...variant }));
    return {
      templates: byHandle.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
      templateOf(handle) {
        const template = byHandle[handle];
        if (template === undefined) throw new RangeError(`no variant has the handle ${handle}`);
        return template;
      },
      lineage: [],
    };
  }

  /** All that must be kept to go on later. */
  state(): MinerState {
    return { variants: this.#variants.slice() };
  }

  /** Variants that are new or changed since construction. */
  changes(): Variant[] {
    return this.#variants.filter((_, handle) => this.#changed.has(handle));
  }
}

function moreSevere(a: Level | null, b: Level | null): Level | null {
  if (a === null) return b;
  if (b === null) return a;
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;
}

function withSmallest(sorted: readonly string[], text: string | undefined, max: number): readonly string[] {
  if (text === undefined || sorted.includes(text)) return sorted;
  const last = sorted.at(-1);
  if (sorted.length >= max && last !== undefined && text > last) return sorted;
  return [...sorted, text].toSorted((a, b) => (a < b ? -1 : 1)).slice(0, max);
}
