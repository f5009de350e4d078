import { SigmaError } from "./sigma-error.ts";

/** A condition with the names in it. */
export type Condition =
  | { readonly kind: "and" | "or"; readonly of: readonly Condition[] }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "name"; readonly name: string };

const TOKEN = /\s{0,1000}([()]|[\w*-]+)/y;
/** Deeper ones would only be there to break us. */
const DEPTH_MAX = 50;

/**
 * Reads a condition: names, `1 of`, `any of` and `all of` names with `*` or of `them`, not, and, or, parentheses; not binds most, or
 * least. Names that begin with `_` are meant by no `of`, but by one that begins with it.
 *
 * @param names - Of the rule's detections.
 * @throws SigmaError
 */
export function readCondition(text: string, names: readonly string[]): Condition {
  if (text.includes("|"))
    throw new SigmaError("counts over several events (| in the condition) are not read");
  const tokens = tokensOf(text);
  let at = 0;
  let depth = 0;
  const take = (): string => tokens[at++] ?? "";

  const readOr = (): Condition => readMany("or", () => readMany("and", readNot));
  const readMany = (kind: "and" | "or", read: () => Condition): Condition => {
    const of = [read()];
    while (tokens[at] === kind) {
      at++;
      of.push(read());
    }
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind, of };
  };
  const readNot = (): Condition => {
    let isNegated = false;
    while (tokens[at] === "not") {
      at++;
      isNegated = !isNegated;
    }
    const operand = readOperand();
    return isNegated ? { kind: "not", of: operand } : operand;
  };
  const readOperand = (): Condition => {
    const token = take();
    if (token === "(") {
      if (++depth > DEPTH_MAX) throw new SigmaError(`a condition deeper than ${DEPTH_MAX} parentheses`);
      const inside = readOr();
      if (take() !== ")") throw new SigmaError(`the condition ${text} lacks a )`);
      depth--;
      return inside;
    }
    if (tokens[at] === "of" && ["1", "any", "all"].includes(token)) {
      at++;
      return selected(token === "all" ? "and" : "or", take(), names);
    }
    if (!/^[\w-]+$/.test(token) || ["and", "or", "not", "of"].includes(token))
      throw new SigmaError(`the condition ${text} has ${token === "" ? "an end" : token} in place of a name`);
    if (!names.includes(token))
      throw new SigmaError(`the condition names ${token}, which is not in the rule`);
    return { kind: "name", name: token };
  };

  const condition = readOr();
  if (at < tokens.length)
    throw new SigmaError(`the condition ${text} has ${tokens[at] ?? ""} where and, or were to be`);
  return condition;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  const trimmed = text.trim();
  while (TOKEN.lastIndex < trimmed.length) {
    const from = TOKEN.lastIndex;
    const [, token] = TOKEN.exec(trimmed) ?? [];
    if (token === undefined)
      throw new SigmaError(`the condition ${text} has ${trimmed.slice(from).trim().slice(0, 20)}`);
    tokens.push(token);
  }
  return tokens;
}

function selected(kind: "and" | "or", pattern: string, names: readonly string[]): Condition {
  if (!/^[\w*]+$/.test(pattern))
    throw new SigmaError(`of what, in place of ${pattern === "" ? "nothing" : pattern}`);
  const parts = pattern === "them" ? ["", ""] : pattern.split("*");
  const of = names
    .filter((name) => isLike(name, parts) && (pattern.startsWith("_") || !name.startsWith("_")))
    .map((name): Condition => ({ kind: "name", name }));
  if (of.length === 0) throw new SigmaError(`no detection is named as ${pattern} says`);
  return of.length === 1 && of[0] !== undefined ? of[0] : { kind, of };
}

/** @param parts - What stands between the `*` of a pattern. */
function isLike(name: string, parts: readonly string[]): boolean {
  const [first = "", ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return name.length - at >= last.length && name.endsWith(last);
}
