import { LEVELS, type Level, type LogEvent } from "../event.ts";
import { ownText, ValueSample } from "./value-sample.ts";
import { hashText } from "./word-table.ts";
import type { FormName, VariantForm } from "./variant.ts";

export const PROGRAMS_MAX = 8;
export const EXAMPLES_MAX = 3;
/** An example longer than this is kept by its beginning. */
const EXAMPLE_LENGTH_MAX = 4096;

/** What the miner holds of one form while it lives: `VariantForm`, growing. */
export class FormMemory {
  names: (FormName | null)[];
  units: (string | null)[];
  samples: (ValueSample | null)[];
  level: Level | null = null;
  programs: string[] = [];
  count = 0;
  lineCount = 0;
  examples: string[] = [];
  templateIds: string[] = [];
  /** Id of the template it has now; empty when that must be found again. */
  templateId = "";
  #lastProgram: string | undefined = undefined;

  constructor(names: (FormName | null)[], units: (string | null)[]) {
    this.names = names;
    this.units = units;
    this.samples = names.map((name) => (name === null ? new ValueSample() : null));
  }

  static from(known: VariantForm): FormMemory {
    const form = new FormMemory([...known.names], [...known.units]);
    form.samples = known.samples.map((sample) => (sample === null ? null : ValueSample.from(sample)));
    form.level = known.level;
    form.programs = [...known.programs];
    form.count = known.count;
    form.lineCount = known.lineCount;
    form.examples = [...known.examples];
    form.templateIds = [...known.templateIds];
    return form;
  }

  /** Takes an event in, but for the values at its points. */
  add(event: LogEvent): void {
    this.count += event.weight;
    this.lineCount += event.lastLine - event.firstLine + 1;
    if (event.level !== null && event.level !== this.level) this.level = moreSevere(this.level, event.level);
    const program = event.fields["program"] ?? event.fields["logger"] ?? event.fields["component"];
    if (program !== this.#lastProgram && program !== undefined) {
      this.#lastProgram = program;
      keepSmallest(this.programs, program, PROGRAMS_MAX);
    }
    keepSmallest(this.examples, event.message, EXAMPLES_MAX);
  }

  /** Takes another form in, but for the values at its points. */
  absorb(other: FormMemory): void {
    this.count += other.count;
    this.lineCount += other.lineCount;
    this.level = moreSevere(this.level, other.level);
    for (const program of other.programs) keepSmallest(this.programs, program, PROGRAMS_MAX);
    for (const example of other.examples) keepSmallest(this.examples, example, EXAMPLES_MAX);
    for (const id of other.templateIds) if (!this.templateIds.includes(id)) this.templateIds.push(id);
  }

  /** Takes the values of a form in that has the same points. */
  absorbSamples(other: FormMemory): void {
    for (const [k, sample] of other.samples.entries()) {
      if (sample !== null) this.samples[k]?.merge(sample.toJSON());
    }
  }

  /** Writes the present template's id behind the earlier ones. Returns whether it is another than before. */
  remember(): boolean {
    if (this.templateIds.at(-1) === this.templateId) return false;
    const known = this.templateIds.indexOf(this.templateId);
    if (known >= 0) this.templateIds.splice(known, 1);
    this.templateIds.push(this.templateId);
    return true;
  }

  /** The name at point `k` becomes a wildcard: it is the one value that stood there, as often as the form was counted. */
  open(k: number): void {
    const name = this.names[k];
    if (name === null || name === undefined) return;
    const sample = new ValueSample();
    sample.add(name.hash >>> 0, name.text, this.count);
    this.samples[k] = sample;
    this.names[k] = null;
    this.templateId = "";
  }

  openUnit(k: number): void {
    if (this.units[k] !== null) this.templateId = "";
    this.units[k] = null;
  }

  toJSON(): VariantForm {
    return {
      names: this.names.slice(),
      units: this.units.slice(),
      unitHashes: this.units.map((unit) => (unit === null ? 0 : hashText(unit))),
      level: this.level,
      programs: this.programs.slice(),
      count: this.count,
      lineCount: this.lineCount,
      examples: this.examples.slice(),
      samples: this.samples.map((sample) => sample?.toJSON() ?? null),
      templateIds: this.templateIds.slice(),
    };
  }
}

export function moreSevere(a: Level | null, b: Level | null): Level | null {
  if (a === null) return b;
  if (b === null) return a;
  return LEVELS.indexOf(a) >= LEVELS.indexOf(b) ? a : b;
}

/** Keeps a sorted list of the `max` first different texts. */
export function keepSmallest(sorted: string[], full: string, max: number): void {
  const text = full.length > EXAMPLE_LENGTH_MAX ? full.slice(0, EXAMPLE_LENGTH_MAX) : full;
  const last = sorted.length < max ? undefined : sorted[max - 1];
  if (last !== undefined && text >= last) return;
  if (sorted.includes(text)) return;
  let i = sorted.length;
  while (i > 0 && (sorted[i - 1] ?? "") > text) i--;
  sorted.splice(i, 0, ownText(text));
  if (sorted.length > max) sorted.pop();
}
