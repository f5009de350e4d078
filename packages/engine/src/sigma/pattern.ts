/** Any text, and any one character, in a pattern. */
export const ANY = 0;
export const ONE = 1;

/** A value of a rule with its wildcards: literal pieces, none of them empty, and what stands between them. */
export type Pattern = readonly (string | typeof ANY | typeof ONE)[];

/** Reads a value: `*` and `?` are wildcards, unless a backslash stands before them; before anything else a backslash is itself. */
export function readPattern(text: string): Pattern {
  const pieces: (string | typeof ANY | typeof ONE)[] = [];
  let literal = "";
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? "";
    const next = text[i + 1] ?? "";
    if (character === "\\" && "*?\\".includes(next) && next !== "") {
      literal += next;
      i += 1;
    } else if (character === "*" || character === "?") {
      if (literal !== "") pieces.push(literal);
      literal = "";
      pieces.push(character === "*" ? ANY : ONE);
    } else literal += character;
  }
  if (literal !== "") pieces.push(literal);
  return pieces;
}

/** Whether a whole text is what the pattern says; letters count as they are. At most length times length steps. */
export function patternTest(pattern: Pattern): (text: string) => boolean {
  const [first, second, third] = pattern;
  if (pattern.length === 0) return (text) => text === "";
  if (pattern.length === 1 && typeof first === "string") return (text) => text === first;
  if (pattern.length === 2 && first === ANY && typeof second === "string")
    return (text) => text.endsWith(second);
  if (pattern.length === 2 && typeof first === "string" && second === ANY)
    return (text) => text.startsWith(first);
  if (pattern.length === 3 && first === ANY && typeof second === "string" && third === ANY)
    return (text) => text.includes(second);
  const parts = pattern.flatMap((piece): (string | typeof ANY | typeof ONE)[] =>
    typeof piece === "string" ? [...piece] : [piece],
  );
  const literals = pattern.filter((piece) => typeof piece === "string");
  return (text) => literals.every((literal) => text.includes(literal)) && isGlob([...text], parts);
}

/** Two pointers; where a character fails, the last `*` takes one more. */
function isGlob(text: readonly string[], parts: readonly (string | typeof ANY | typeof ONE)[]): boolean {
  let at = 0;
  let part = 0;
  let star = -1;
  let starAt = 0;
  while (at < text.length) {
    if (parts[part] === ANY) {
      star = part++;
      starAt = at;
    } else if (part < parts.length && (parts[part] === ONE || parts[part] === text[at])) {
      part++;
      at++;
    } else if (star >= 0) {
      part = star + 1;
      at = ++starAt;
    } else return false;
  }
  while (parts[part] === ANY) part++;
  return part === parts.length;
}
