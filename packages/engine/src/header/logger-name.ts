import {
  BRACKET_CLOSE,
  BRACKET_OPEN,
  COLON,
  DOT,
  MINUS,
  SPACE,
  isDigit,
  isLetter,
  skipBlanks,
} from "./chars.ts";

/** Longest bracketed group, thread or logger name that counts as header. */
const nameLengthMax = 400;

/**
 * Index after a logger's name that stands before `: `, ` : `, ` - ` or a bracket; `at` when there is none. A name has a dot or
 * capitals inside (`spark.Executor`, `MapTask`), since any word may stand before the first colon of a message.
 * @param isColumn - whether two blanks or more stand before it, as in tables: then one word before two blanks is a name.
 */
export function loggerEnd(text: string, at: number, isColumn: boolean): number {
  let end = at;
  let hasDot = false;
  let capitals = 0;
  const last = Math.min(text.length, at + nameLengthMax);
  for (; end < last; end += 1) {
    const code = text.charCodeAt(end);
    if (code === DOT || code === 36) hasDot = true;
    else if (code >= 65 && code <= 90) capitals += 1;
    else if (
      code === SPACE ||
      code === BRACKET_OPEN ||
      (code === COLON && text.charCodeAt(end + 1) !== COLON)
    )
      break;
    else if (code === COLON) {
      hasDot = true;
      end += 1;
    } else if (!isNameCode(code)) return at;
  }
  if (end === at || !isLetter(text.charCodeAt(at)) || text.charCodeAt(end - 1) === DOT) return at;
  const isNamed = hasDot || (capitals > 1 && capitals < end - at) || (capitals === 1 && end - at > 5);
  const next = text.charCodeAt(end);
  if (next === COLON)
    return isNamed && text.charCodeAt(end + 1) === SPACE && !isFailure(text, end) ? end : at;
  return afterName(text, at, end, isNamed, hasDot, isColumn && capitals > 1);
}

/** What stands apart from the name: ` : `, ` - `, ` [`, or two blanks in a table. */
function afterName(
  text: string,
  at: number,
  end: number,
  isNamed: boolean,
  hasDot: boolean,
  isColumn: boolean,
): number {
  const next = skipBlanks(text, end);
  const code = text.charCodeAt(next);
  const isApart = text.charCodeAt(next + 1) === SPACE;
  if (code === COLON && isApart && next > end) return end;
  if (code === MINUS && isApart && (isNamed || isColumn)) return end;
  if (code === BRACKET_OPEN && hasDot) return end;
  return isColumn && next - end > 1 ? end : at;
}

/** Names of exceptions stand before a colon too, and are the message. */
function isFailure(text: string, end: number): boolean {
  return text.startsWith("Exception", end - 9) || text.startsWith("Error", end - 5);
}

function isNameCode(code: number): boolean {
  return isLetter(code) || isDigit(code) || code === MINUS || code === 95 || code === 64 || code === 47;
}

/** Index after the bracket that closes the one at `at`, or -1. */
export function bracketEnd(text: string, at: number): number {
  const close = text.indexOf("]", at);
  if (close < 0 || close >= at + nameLengthMax) return -1;
  const inner = text.indexOf("[", at + 1);
  if (inner < 0 || inner > close) return close + 1;
  let depth = 0;
  const last = Math.min(text.length, at + nameLengthMax);
  for (let end = at; end < last; end += 1) {
    const code = text.charCodeAt(end);
    if (code === BRACKET_OPEN) depth += 1;
    else if (code === BRACKET_CLOSE) {
      depth -= 1;
      if (depth === 0) return end + 1;
    }
  }
  return -1;
}
