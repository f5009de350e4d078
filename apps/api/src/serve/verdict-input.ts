import { ApiError } from "../api-error.ts";
import { timeMs } from "./scope.ts";

/** What a client says that a verdict is about: exactly one of them. */
interface TargetArguments {
  readonly clusterId?: string | null;
  readonly templateId?: string | null;
  readonly findingId?: string | null;
  readonly rule?: string | null;
  readonly value?: { readonly kind: string; readonly text: string } | null;
}

/** What a client says beside it. */
export interface VerdictArguments {
  readonly target: TargetArguments;
  readonly note?: string | null;
  readonly author?: string | null;
  readonly expiresAt?: string | null;
}

/** A verdict that is well formed; whether the graph has its target is for the store to say. */
export interface VerdictInput {
  readonly target:
    | { readonly kind: "branch"; readonly clusterId: string }
    | { readonly kind: "template"; readonly templateId: string }
    | { readonly kind: "finding"; readonly findingId: string }
    | { readonly kind: "rule"; readonly rule: string }
    | { readonly kind: "value"; readonly valueKind: string; readonly valueText: string };
  readonly note: string;
  readonly author: string;
  readonly expiresAt: string | null;
}

const ID_LENGTH_MAX = 200;
const VALUE_LENGTH_MAX = 1024;
const NOTE_LENGTH_MAX = 2000;
const AUTHOR_LENGTH_MAX = 100;
const DAY_MS = 86_400_000;
const EXPIRY_DAYS_MAX = 3660;

/**
 * @param author - Who it is when the client does not say.
 * @throws ApiError `BAD_INPUT` for no target or several, an expiry that is not in the future, and texts that are empty, too long or
 *   not text.
 */
export function verdictInput(said: VerdictArguments, author: string, nowMs: number): VerdictInput {
  return {
    target: targetOf(said.target),
    ...signature(said, author),
    expiresAt: expiryOf(said.expiresAt ?? null, nowMs),
  };
}

/** Who says it, and why. */
export function signature(
  said: Pick<VerdictArguments, "note" | "author">,
  author: string,
): Pick<VerdictInput, "note" | "author"> {
  const note = (said.note ?? "").trim();
  if (note.length > NOTE_LENGTH_MAX || /[^\P{Cc}\n\t]/u.test(note)) {
    throw bad(`a note is text of at most ${NOTE_LENGTH_MAX} characters; this one has ${note.length}`);
  }
  return { note, author: textOf("author", said.author ?? author, AUTHOR_LENGTH_MAX) };
}

function targetOf(said: TargetArguments): VerdictInput["target"] {
  const { clusterId, templateId, findingId, rule, value } = said;
  const given = Object.values(said).filter((part) => part !== null && part !== undefined).length;
  if (given !== 1) {
    throw bad(`a target is one of clusterId, templateId, findingId, rule and value; ${given} are given`);
  }
  if (value !== null && value !== undefined) {
    if (!/^[a-z][a-z ]{0,31}$/.test(value.kind))
      throw bad(`a kind of value is a word such as ip, user or path, not ${shown(value.kind)}`);
    const valueText = textOf("the text of a value", value.text, VALUE_LENGTH_MAX);
    return { kind: "value", valueKind: value.kind, valueText };
  }
  const id = textOf("what a target names", clusterId ?? templateId ?? findingId ?? rule ?? "", ID_LENGTH_MAX);
  if (typeof clusterId === "string") return { kind: "branch", clusterId: id };
  if (typeof templateId === "string") return { kind: "template", templateId: id };
  if (typeof findingId === "string") return { kind: "finding", findingId: id };
  return { kind: "rule", rule: id };
}

function expiryOf(text: string | null, nowMs: number): string | null {
  const ms = timeMs("expiresAt", text);
  if (ms === null) return null;
  if (ms <= nowMs) throw bad(`expiresAt is in the future, and ${text} is past`);
  if (ms > nowMs + EXPIRY_DAYS_MAX * DAY_MS)
    throw bad(`expiresAt is at most ten years from now, not ${text}; leave it out for no end`);
  return new Date(ms).toISOString();
}

function textOf(name: string, text: string, lengthMax: number): string {
  const trimmed = text.trim();
  if (trimmed !== "" && trimmed.length <= lengthMax && !/\p{Cc}/u.test(trimmed)) return trimmed;
  throw bad(
    `${name} is text of 1 to ${lengthMax} characters without control characters, not ${shown(trimmed)}`,
  );
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 64));
}

function bad(fact: string): ApiError {
  return new ApiError("BAD_INPUT", fact);
}
