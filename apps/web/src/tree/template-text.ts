/** A piece of a template's text: constant, or the place of a value. */
export interface TextPiece {
  readonly text: string;
  readonly isSlot: boolean;
}

/** Splits at `<*>`. The pieces joined are the text again. */
export function templatePieces(text: string): TextPiece[] {
  return text
    .split(/(<\*>)/)
    .filter((piece) => piece !== "")
    .map((piece) => ({ text: piece, isSlot: piece === "<*>" }));
}
