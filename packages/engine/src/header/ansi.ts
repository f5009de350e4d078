const ESCAPE = 27;

/** The text without terminal escapes (colours, cursor moves, titles): what a person saw. Linear. */
export function withoutAnsi(text: string): string {
  let escape = text.indexOf("\u001B");
  if (escape < 0) return text;
  let kept = "";
  let from = 0;
  while (escape >= 0) {
    kept += text.slice(from, escape);
    from = sequenceEnd(text, escape);
    escape = text.indexOf("\u001B", from);
  }
  return kept + text.slice(from);
}

/** Index after the sequence that begins with the escape at `at` (ECMA-48 section 5.4; OSC up to BEL or ESC). */
function sequenceEnd(text: string, at: number): number {
  const kind = text.charAt(at + 1);
  let end = at + 2;
  if (kind === "[") {
    while (end < text.length && isBetween(text.charCodeAt(end), 0x20, 0x3f)) end += 1;
    return isBetween(text.charCodeAt(end), 0x40, 0x7e) ? end + 1 : end;
  }
  if (kind === "]") {
    while (end < text.length && text.charCodeAt(end) !== 7 && text.charCodeAt(end) !== ESCAPE) end += 1;
    return text.charCodeAt(end) === 7 ? end + 1 : end;
  }
  return isBetween(text.charCodeAt(at + 1), 0x20, 0x7e) ? end : at + 1;
}

function isBetween(code: number, low: number, high: number): boolean {
  return code >= low && code <= high;
}
