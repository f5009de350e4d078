import type { Secret } from "./kinds.ts";

/** Names of secrets; any text may lead to them (`db_password`, `accessToken`). */
const NAME =
  /(?<!<redacted:[a-z-]{0,20})(?:passw(?:or)?d|passphrase|pwd|[_-]pass|secret|token|credentials?|api key|(?:api|access|account|auth|private|secret|shared|signing|encryption)[_-]?key|signature|[?&]sig)\d?(?:[_-]?hash)?(?![\w-])/gi;
/** These are words of sentences too; the others are said of nothing but a password. */
const WORD_TOO = /(?:secret|token|credentials?|key|signature)\d?$/i;
/** What joins name and value: with what closes the name before it, what opens the value after it. */
const JOINT = /\\{0,3}["'`]?\]?([ \t]{0,4})(=>|:=|==?|:|%3d|%3a|>)([ \t]{0,4})[[(]?/iy;
const FLAG = /(?:^|\s)--[\w-]{1,60}$/;
const FLAG_GAP = /[ \t]{1,4}(?=[^\s-])/y;
const OPENING = /\\{0,3}["'`]/y;
/** Goes on over , and ; where neither a blank nor another name follows. */
const BARE = /(?:[^\s"'`&,;<\\]|<(?!\/)|\\(?!["'`nrt])|[,;](?!\s|$|["'`\\]|[\w.-]{1,40}["']?[=:]))+/y;
/** Says that there is a value, or none, without telling it. */
const TELLS_NOTHING =
  /^[<[({]{0,2}(?:null|nil|none|undefined|true|false|yes|no|on|off|empty|unset|redacted|filtered|hidden|masked|chauthtok|%[sdv]|\.{3}|-|x{3,40}|\*{1,40})?[>\])}]{0,2}$/i;
const WORD_OF_SENTENCE = /^[A-Za-z]?[a-z']{0,15}[.,]?$/;

/** Values after the name of a secret: key=value, JSON, URL queries, headers, XML, flags of a command line. */
export function findAssigned(text: string): Secret[] {
  const found: Secret[] = [];
  NAME.lastIndex = 0;
  for (let name = NAME.exec(text); name !== null; name = NAME.exec(text)) {
    const value = valueAfter(text, NAME.lastIndex, name[0]);
    if (value === null) continue;
    found.push({ ...value, kind: "secret" });
    NAME.lastIndex = value.to;
  }
  return found;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function valueAfter(text: string, end: number, name: string): Range | null {
  JOINT.lastIndex = end;
  const [joint, gap = "", sign = "", gapAfter = ""] = JOINT.exec(text) ?? [""];
  let from = end + joint.length;
  if (joint === "") {
    if (!FLAG.test(text.slice(Math.max(0, end - 64), end))) return null;
    FLAG_GAP.lastIndex = end;
    from += (FLAG_GAP.exec(text)?.[0] ?? "").length;
    if (from === end) return null;
  }
  // `password= user=x` has no value, `password > 8` is no tag.
  if (sign !== ":" && gapAfter !== "" && gap === "") return null;
  if (sign === ">" && (gap !== "" || gapAfter !== "")) return null;

  const range = quotedAt(text, from) ?? bareAt(text, from, sign);
  const value = text.slice(range.from, range.to);
  if (TELLS_NOTHING.test(value)) return null;
  const isWordToo = WORD_TOO.test(name);
  if (isWordToo && /^\d{1,5}$/.test(value)) return null;
  const isSaid = sign === ":" && gapAfter !== "" && joint.startsWith(":");
  if (isSaid && isSentence(text, range, value, isWordToo)) return null;
  // A working directory, as sudo writes it.
  if (/^pwd$/i.test(name) && /^(?:[/~]|[A-Za-z]:\\)/.test(value)) return null;
  return range;
}

/** What stands in quotes of any depth, to the end of the text where they do not close. */
function quotedAt(text: string, at: number): Range | null {
  OPENING.lastIndex = at;
  const quote = OPENING.exec(text)?.[0];
  if (quote === undefined) return null;
  const from = at + quote.length;
  if (quote.length > 1) {
    const close = text.indexOf(quote, from);
    return { from, to: close < 0 ? text.length : close };
  }
  let to = from;
  while (to < text.length && text[to] !== quote) to += text[to] === "\\" ? 2 : 1;
  return { from, to: Math.min(to, text.length) };
}

function bareAt(text: string, from: number, sign: string): Range {
  // What opens a structure is no value.
  if (text[from] === "{") return { from, to: from };
  BARE.lastIndex = from;
  let value = BARE.exec(text)?.[0] ?? "";
  if (sign.startsWith("%")) value = value.split(/%26/i, 1)[0] ?? "";
  let to = from + value.length;
  while (to > from && ")]},;:.".includes(text[to - 1] ?? "")) to -= 1;
  return { from, to };
}

/** True where a colon is followed by words: `invalid token: expected a string`, `Password: must be longer`. */
function isSentence(text: string, { to }: Range, value: string, isWordToo: boolean): boolean {
  if (isWordToo) return value.length < 8 || !/\d/.test(value);
  return WORD_OF_SENTENCE.test(value) && /^[.,]? [A-Za-z]+(?![\w:=])/.test(text.slice(to, to + 40));
}
