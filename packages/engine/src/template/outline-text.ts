import { FormMemory } from "./form-memory.ts";
import { GAP, type Pieces } from "./pieces.ts";
import type { Outline } from "./outline.ts";
import { ownText } from "./value-sample.ts";
import type { FormName } from "./variant.ts";
import type { VariantMemory } from "./variant-memory.ts";

/** The text before, between and behind the points of a message; a unit after a value belongs to the value. */
export function textsOf(text: string, pieces: Pieces, outline: Outline): string[] {
  const texts: string[] = [];
  let from = 0;
  for (let k = 0; k < outline.count; k++) {
    texts.push(ownText(piecesText(text, pieces, from, outline.from[k] ?? 0)));
    const unit = outline.unit[k] ?? 0;
    from = unit > 0 ? unit + 1 : (outline.to[k] ?? 0);
  }
  texts.push(ownText(piecesText(text, pieces, from, pieces.count)));
  return texts;
}

/** A new form of the variant for what stands at the points of a message. */
export function formOf(text: string, pieces: Pieces, outline: Outline, variant: VariantMemory): FormMemory {
  const names: (FormName | null)[] = [];
  const units: (string | null)[] = [];
  for (let k = 0; k < outline.count; k++) {
    names.push(variant.isWild(outline, k) ? null : nameAt(text, pieces, outline, k));
    const unit = outline.unit[k] ?? 0;
    units.push(
      unit === 0 || variant.isUnitOpen[k] === 1 ? null : ownText(piecesText(text, pieces, unit, unit + 1)),
    );
  }
  return new FormMemory(names, units);
}

function nameAt(text: string, pieces: Pieces, outline: Outline, k: number): FormName {
  return {
    text: ownText(piecesText(text, pieces, outline.from[k] ?? 0, outline.to[k] ?? 0)),
    hash: outline.form[k] ?? 0,
    isState: outline.isState[k] === 1,
  };
}

/** The text of pieces `from` to before `to`, each gap as one blank. */
export function piecesText(text: string, pieces: Pieces, from: number, to: number): string {
  let out = "";
  for (let i = from; i < to; i++) {
    out += pieces.kind[i] === GAP ? " " : text.slice(pieces.start[i] ?? 0, pieces.end[i] ?? 0);
  }
  return out;
}
