import { base64, base64Offsets, wide, wideWithMark } from "./encode.ts";
import { cidrTest } from "./cidr.ts";
import type { Node } from "./node.ts";
import { ANY, ONE, type Pattern, patternTest, readPattern } from "./pattern.ts";
import { SigmaError } from "./sigma-error.ts";
import type { SigmaView } from "./sigma-view.ts";

/** Whether an expression matches somewhere in a text, in time linear in it. Throws when it is none. */
export type CompileRegex = (source: string, flags: string) => (text: string) => boolean;

const COMPARE = new Map<string, (a: number, b: number) => boolean>([
  ["lt", (a, b) => a < b],
  ["lte", (a, b) => a <= b],
  ["gt", (a, b) => a > b],
  ["gte", (a, b) => a >= b],
]);
const REGEX_FLAGS = new Map([
  ["i", "i"],
  ["ignorecase", "i"],
  ["m", "m"],
  ["multiline", "m"],
  ["s", "s"],
  ["dotall", "s"],
]);
/** How a field is compared with another one. */
const REFERENCES = new Map<string, (text: string, part: string) => boolean>([
  ["", (text, part) => text === part],
  ["startswith", (text, part) => text.startsWith(part)],
  ["endswith", (text, part) => text.endsWith(part)],
  ["contains", (text, part) => text.includes(part)],
]);
const DASHES = ["-", "/", "\u2013", "\u2014", "\u2015"];
const DASH_COUNT_MAX = 3;
const NUMBER = /^[+-]?\d{1,18}(?:\.\d{1,18})?$/;
const MODIFIERS_OF_TEXT = [
  "contains",
  "startswith",
  "endswith",
  "cased",
  "windash",
  "base64",
  "base64offset",
];

/**
 * What a key of a detection (`CommandLine|contains|all`) and its value or values ask for. Without a field the whole event is searched.
 *
 * @throws SigmaError
 */
export function readItem(key: string, value: unknown, compileRegex: CompileRegex): Node {
  const [name = "", ...modifiers] = key.split("|");
  const field = name === "" ? null : name;
  const values = (Array.isArray(value) ? value : [value]) as readonly unknown[];
  const isAll = modifiers.includes("all");
  const isNegated = modifiers.includes("neq");
  const own = modifiers.filter((modifier) => modifier !== "all" && modifier !== "neq");
  const nodes =
    values.length === 0 ? [nullNode(field)] : values.map((one) => readValue(field, own, one, compileRegex));
  const node: Node = joined(isAll ? "and" : "or", nodes);
  return isNegated ? { kind: "not", of: node } : node;
}

export function joined(kind: "and" | "or", of: readonly Node[]): Node {
  const [only] = of;
  return of.length === 1 && only !== undefined ? only : { kind, of };
}

function readValue(
  field: string | null,
  modifiers: readonly string[],
  value: unknown,
  compileRegex: CompileRegex,
): Node {
  const [first = ""] = modifiers;
  if (value !== null && typeof value === "object")
    throw new SigmaError(`${field ?? "a keyword"} has a list or a map in place of a value`);
  if (first === "re") return regexNode(field, modifiers, value, compileRegex);
  if (first === "exists") return existsNode(field, modifiers, value);
  if (first === "cidr") {
    if (modifiers.length > 1) throw new SigmaError(`${modifiers.join("|")}: cidr stands alone`);
    return testNode(field, cidrTest(String(value)), false, null);
  }
  if (COMPARE.has(first)) return compareNode(field, modifiers, value);
  if (value === null && modifiers.length === 0) return nullNode(field);
  if (first === "fieldref") return referenceNode(field, modifiers, String(value));
  if (typeof value === "number" && modifiers.length === 0 && field !== null) {
    const test = (text: string): boolean =>
      text === String(value) || (NUMBER.test(text) && Number(text) === value);
    return testNode(field, test, false, null);
  }
  return textNode(field, modifiers, value === null ? "" : String(value));
}

/** `field: null`: the event has none. */
function nullNode(field: string | null): Node {
  if (field === null) throw new SigmaError("null without a field");
  return { kind: "test", test: (view) => view.values(field).length === 0, literals: null };
}

function existsNode(field: string | null, modifiers: readonly string[], value: unknown): Node {
  if (field === null || modifiers.length > 1 || typeof value !== "boolean")
    throw new SigmaError("exists takes a field, and true or false");
  return { kind: "test", test: (view) => view.values(field).length > 0 === value, literals: null };
}

function compareNode(field: string | null, modifiers: readonly string[], value: unknown): Node {
  const compare = COMPARE.get(modifiers[0] ?? "");
  if (modifiers.length > 1 || typeof value !== "number" || field === null || compare === undefined)
    throw new SigmaError(`${modifiers.join("|")} takes a field and a number`);
  return testNode(field, (text) => NUMBER.test(text) && compare(Number(text), value), false, null);
}

function regexNode(
  field: string | null,
  [, ...flags]: readonly string[],
  value: unknown,
  compileRegex: CompileRegex,
): Node {
  const unknown = flags.find((flag) => !REGEX_FLAGS.has(flag));
  if (unknown !== undefined) throw new SigmaError(`re takes i, m and s, not ${unknown}`);
  const source = String(value);
  const letters = [...new Set(flags.map((flag) => REGEX_FLAGS.get(flag)))].join("");
  let test: (text: string) => boolean;
  try {
    test = compileRegex(source, letters);
  } catch (error) {
    throw new SigmaError(
      `the expression ${source.slice(0, 80)} is not read: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  return testNode(field, test, true, null);
}

function referenceNode(field: string | null, modifiers: readonly string[], other: string): Node {
  const [, how = "", ...more] = modifiers;
  const test = REFERENCES.get(how);
  if (field === null || test === undefined || more.length > 0)
    throw new SigmaError(`${modifiers.join("|")} takes a field, and one of startswith, endswith, contains`);
  const name = readPattern(other).join("");
  return {
    kind: "test",
    test: (view) => view.folded(field).some((text) => view.folded(name).some((part) => test(text, part))),
    literals: null,
  };
}

/** Values that modifiers make of one: each is enough. */
function textNode(field: string | null, modifiers: readonly string[], value: string): Node {
  let patterns: readonly Pattern[] = [readPattern(value)];
  for (const modifier of modifiers)
    patterns = patterns.flatMap((pattern) => modified(pattern, modifier, field));
  const isCased = modifiers.includes("cased");
  const nodes = patterns.map((pattern) => {
    // A keyword stands anywhere in the event.
    const whole: Pattern = field === null ? [ANY, ...pattern, ANY] : pattern;
    const folded = isCased
      ? whole
      : whole.map((piece) => (typeof piece === "string" ? piece.toLowerCase() : piece));
    return testNode(field, patternTest(merged(folded)), isCased, literalsOf(pattern));
  });
  return joined("or", nodes);
}

function modified(pattern: Pattern, modifier: string, field: string | null): readonly Pattern[] {
  switch (modifier) {
    case "contains":
      return [[ANY, ...pattern, ANY]];
    case "startswith":
      return [[...pattern, ANY]];
    case "endswith":
      return [[ANY, ...pattern]];
    case "cased":
      return [pattern];
    case "windash":
      return withDashes(pattern);
    case "wide":
    case "utf16le":
      return [pattern.map((piece) => (typeof piece === "string" ? wide(piece) : piece))];
    case "utf16be":
      return [pattern.map((piece) => (typeof piece === "string" ? wide(piece, true) : piece))];
    case "utf16":
      return [[wideWithMark(literalOf(pattern))]];
    case "base64":
      return [[base64(literalOf(pattern))]];
    case "base64offset":
      return base64Offsets(literalOf(pattern)).map((digits) => [digits]);
    default:
      throw new SigmaError(
        MODIFIERS_OF_TEXT.concat("re", "cidr", "exists", "fieldref").includes(modifier)
          ? `${field ?? "a keyword"}: ${modifier} cannot stand there`
          : `${field ?? "a keyword"}: the modifier ${modifier} is not read`,
      );
  }
}

/** Text that has no wildcards in it. */
function literalOf(pattern: Pattern): string {
  if (pattern.includes(ANY) || pattern.includes(ONE)) throw new SigmaError("wildcards cannot be encoded");
  return pattern.join("");
}

/** Windows takes - and / and three longer dashes as the beginning of an option: each of them for each of them. */
function withDashes(pattern: Pattern): readonly Pattern[] {
  const dash = /\B[-/]\b/g;
  const count = pattern.reduce<number>(
    (sum, piece) => sum + (typeof piece === "string" ? (piece.match(dash)?.length ?? 0) : 0),
    0,
  );
  if (count > DASH_COUNT_MAX)
    throw new SigmaError(`windash with more than ${DASH_COUNT_MAX} dashes in one value`);
  let patterns: Pattern[] = [[]];
  for (const piece of pattern) {
    if (typeof piece !== "string") {
      patterns = patterns.map((before) => [...before, piece]);
      continue;
    }
    const places = Array.from(piece.matchAll(dash), ({ index }) => index);
    let at = 0;
    for (const place of places) {
      const before = piece.slice(at, place);
      patterns = patterns.flatMap((known) => DASHES.map((one) => [...known, before + one]));
      at = place + 1;
    }
    patterns = patterns.map((known) => [...known, piece.slice(at)]);
  }
  return patterns;
}

/** Neighbouring literals are one, empty ones and repeated ANY are gone. */
function merged(pattern: Pattern): Pattern {
  const pieces: (string | typeof ANY | typeof ONE)[] = [];
  for (const piece of pattern) {
    const last = pieces.at(-1);
    if (piece === "" || (piece === ANY && last === ANY)) continue;
    if (typeof piece === "string" && typeof last === "string") pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return pieces;
}

/** The longest run of printable ASCII in a pattern, in small letters; null when there is none worth a search. */
function literalsOf(pattern: Pattern): readonly string[] | null {
  const runs = merged(pattern).flatMap((piece) =>
    typeof piece === "string" ? (piece.toLowerCase().match(/[ -~]+/g) ?? []) : [],
  );
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), "");
  return longest.length < 2 ? null : [longest];
}

function testNode(
  field: string | null,
  test: (text: string) => boolean,
  isCased: boolean,
  literals: readonly string[] | null,
): Node {
  const texts = textsOf(field, isCased);
  return { kind: "test", test: (view) => texts(view).some((text) => test(text)), literals };
}

function textsOf(field: string | null, isCased: boolean): (view: SigmaView) => readonly string[] {
  if (field === null) return isCased ? ({ text }) => [text] : ({ foldedText }) => [foldedText];
  return isCased ? (view) => view.values(field) : (view) => view.folded(field);
}
