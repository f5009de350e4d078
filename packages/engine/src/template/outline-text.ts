import { WILDCARD } from "../log-template.ts";
import { FormMemory } from "./form-memory.ts";
import type { Message } from "./message.ts";
import type { Outline } from "./outline.ts";
import { ownText } from "./value-sample.ts";
import type { FormName } from "./variant.ts";
import type { VariantMemory } from "./variant-memory.ts";

/** The text before, between and behind the points of a message; a unit after a value belongs to the value. */
export function textsOf(message: Message, outline: Outline): string[] {
  const texts: string[] = [];
  let from = 0;
  for (let k = 0; k < outline.count; k++) {
    texts.push(ownText(message.textOf(from, outline.from[k] ?? 0)));
    const unit = outline.unit[k] ?? 0;
    from = unit > 0 ? unit + 1 : (outline.to[k] ?? 0);
  }
  texts.push(ownText(message.textOf(from, message.count)));
  return texts;
}

/** The text of a message up to piece `end`, wildcards for its points. */
export function beginningText(message: Message, outline: Outline, end: number): string {
  let text = "";
  let from = 0;
  for (let k = 0; k < outline.count && (outline.from[k] ?? 0) < end; k++) {
    text += message.textOf(from, outline.from[k] ?? 0) + WILDCARD;
    from = outline.to[k] ?? 0;
  }
  return text + message.textOf(from, end);
}

/** A new form of the variant for what stands at the points of a message. */
export function formOf(message: Message, outline: Outline, variant: VariantMemory): FormMemory {
  const names: (FormName | null)[] = [];
  const units: (string | null)[] = [];
  for (let k = 0; k < outline.count; k++) {
    names.push(variant.isWild(outline, k) ? null : nameAt(message, outline, k));
    const unit = outline.unit[k] ?? 0;
    units.push(unit === 0 || variant.isUnitOpen[k] === 1 ? null : ownText(message.textOf(unit, unit + 1)));
  }
  return new FormMemory(names, units);
}

function nameAt(message: Message, outline: Outline, k: number): FormName {
  return {
    text: ownText(message.textOf(outline.from[k] ?? 0, outline.to[k] ?? 0)),
    hash: outline.form[k] ?? 0,
    isState: outline.isState[k] === 1,
  };
}
