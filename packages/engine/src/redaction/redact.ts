import { findAssigned } from "./find-assigned.ts";
import { findAuthorization } from "./find-authorization.ts";
import { findCardNumbers } from "./find-card-numbers.ts";
import { findEmails } from "./find-emails.ts";
import { findTokens } from "./find-tokens.ts";
import { findUrlPasswords } from "./find-url-passwords.ts";
import {
  isMarker,
  type KeyedHash,
  markerOf,
  REDACTION_KINDS,
  type RedactionCounts,
  type RedactionKind,
  type Secret,
} from "./kinds.ts";
import { privateKeyBlockAt } from "./private-key-block.ts";
import { bitOf, triggersOf } from "./triggers.ts";

const EMAIL = bitOf("email");
const PRIVATE_KEY = bitOf("private-key");
const PASSES_MAX = 8;

export interface RedactOptions {
  /** Also e-mail addresses, which are often what one looks for; false by default. */
  readonly email?: boolean;
}

export interface Redacted {
  readonly text: string;
  readonly counts: RedactionCounts;
}

export interface Redaction {
  /** Index of the line it was found in. */
  readonly index: number;
  readonly kind: RedactionKind;
}

/** Redacted lines, as many as were given. */
export interface RedactedTexts {
  readonly texts: readonly string[];
  /** By line, in order. */
  readonly redactions: readonly Redaction[];
  /** Index of the first line of a private key whose end is still to come; the number of lines when there is none. */
  readonly openFrom: number;
}

/**
 * A text, of one line or more, with a marker in the place of each secret (kinds.ts). Lines stay lines; those of a private key are empty
 * after the first.
 *
 * Redacting what was redacted changes nothing. A secret of one character takes up to 37; nothing else gets longer.
 * Never throws, whatever the text holds. Time grows with the length of the text.
 */
export function redact(text: string, hash: KeyedHash, options: RedactOptions = {}): Redacted {
  const { texts, redactions } = redactTexts(text.split("\n"), hash, options);
  return { text: texts.join("\n"), counts: countKinds(redactions) };
}

/**
 * As `redact`, for lines without their ends.
 *
 * @param suspects - 0 for lines that are known to hold no secret (`suspectLines`).
 */
export function redactTexts(
  texts: readonly string[],
  hash: KeyedHash,
  { email = false }: RedactOptions = {},
  suspects?: Uint8Array,
): RedactedTexts {
  const redactions: Redaction[] = [];
  const redacted = [...texts];
  let openFrom = texts.length;
  for (let i = 0; i < redacted.length; i++) {
    // Of a line in which a private key ended, other things are left than were looked at.
    if (suspects?.[i] === 0 && redacted[i] === texts[i]) continue;
    const kinds = kindsOf(redacted[i] ?? "", email);
    if (kinds === 0) continue;
    const mark: Mark = (kind, value) => {
      redactions.push({ index: i, kind });
      // The same card, however it is written.
      return markerOf(kind, kind === "card" ? value.replaceAll(/[ -]/g, "") : value, hash);
    };
    if ((kinds & PRIVATE_KEY) !== 0 && redactKeys(redacted, i, mark)) openFrom = Math.min(openFrom, i);
    redacted[i] = redactLine(redacted[i] ?? "", kinds, email, mark);
  }
  return { texts: redacted, redactions, openFrom };
}

/** How often each kind is among the redactions of lines before `end`. */
export function countKinds(redactions: readonly Redaction[], end = Infinity): RedactionCounts {
  const counts: RedactionCounts = {};
  for (const { index, kind } of redactions) if (index < end) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

type Mark = (kind: RedactionKind, value: string) => string;

/** Redacts the private keys that begin in a line. True when the last one does not end. */
function redactKeys(texts: string[], index: number, mark: Mark): boolean {
  for (let isOpen = false; ;) {
    const block = privateKeyBlockAt(texts, index);
    if (block === null) return isOpen;
    const [first = "", ...others] = block.lines;
    texts[index] = first.slice(0, block.at) + mark("private-key", block.key) + first.slice(block.at);
    for (const [i, text] of others.entries()) texts[index + 1 + i] = text;
    ({ isOpen } = block);
  }
}

function kindsOf(text: string, email: boolean): number {
  return triggersOf(text) | (email && text.includes("@") ? EMAIL : 0);
}

/** A marker can make a value of what stands beside it, so what is new is looked at again, for all that it may hold now. */
function redactLine(text: string, kinds: number, email: boolean, mark: Mark): string {
  let line = text;
  for (let pass = 0; pass < PASSES_MAX; pass++) {
    const redacted = redactOnce(line, kinds | kindsOf(line, email), mark);
    if (redacted === line) break;
    line = redacted;
  }
  return line;
}

function redactOnce(text: string, kinds: number, mark: Mark): string {
  const isPossible = (kind: RedactionKind): boolean => (kinds & bitOf(kind)) !== 0;
  const secrets = [
    ...findTokens(text, isPossible),
    ...(isPossible("url-password") ? findUrlPasswords(text) : []),
    ...(isPossible("authorization") ? findAuthorization(text) : []),
    ...(isPossible("secret") ? findAssigned(text) : []),
    ...(isPossible("card") ? findCardNumbers(text) : []),
    ...(isPossible("email") ? findEmails(text) : []),
  ];
  let end = 0;
  let line = "";
  for (const { from, to, kind } of joined(secrets)) {
    const value = text.slice(from, to);
    line += text.slice(end, from) + (isMarker(value) ? value : mark(kind, value));
    end = to;
  }
  return line + text.slice(end);
}

/** Secrets from left to right; those that overlap are one, of the most telling of their kinds. */
function joined(secrets: readonly Secret[]): Secret[] {
  const [first, ...others] = secrets.toSorted((a, b) => a.from - b.from || a.to - b.to);
  if (first === undefined) return [];
  const apart = [first];
  for (const next of others) {
    const last = apart.at(-1) ?? first;
    if (next.from >= last.to) apart.push(next);
    else
      apart[apart.length - 1] = {
        from: last.from,
        to: Math.max(last.to, next.to),
        kind: moreTelling(last.kind, next.kind),
      };
  }
  return apart;
}

function moreTelling(a: RedactionKind, b: RedactionKind): RedactionKind {
  return REDACTION_KINDS.indexOf(a) < REDACTION_KINDS.indexOf(b) ? a : b;
}
