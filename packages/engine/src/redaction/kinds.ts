/** What is redacted, the more telling first: where two cover the same text, that one is named. */
export const REDACTION_KINDS = [
  "private-key",
  "aws",
  "gcp",
  "azure",
  "github",
  "gitlab",
  "slack",
  "stripe",
  "npm",
  "openai",
  "jwt",
  "url-password",
  "authorization",
  "secret",
  "card",
  "email",
] as const;
export type RedactionKind = (typeof REDACTION_KINDS)[number];

/** How often each kind was redacted; a kind that was not is left out. */
export type RedactionCounts = Partial<Record<RedactionKind, number>>;

/** A piece of a text, `to` not included, that must not be kept. */
export interface Secret {
  readonly from: number;
  readonly to: number;
  readonly kind: RedactionKind;
}

/**
 * HMAC-SHA-256 of a value under the key of this installation, in lower-case hex. Equal values show as equal; to guess one from its
 * digits takes the key.
 */
export type KeyedHash = (value: string) => string;

const MARKER = /^<redacted:[a-z-]{1,20}:[\da-f]{8}>$/;

/** What stands in the place of a value: `<redacted:jwt:3f9a0c1d>`. The miner takes its eight digits for a value. */
export function markerOf(kind: RedactionKind, value: string, hash: KeyedHash): string {
  return `<redacted:${kind}:${hash(value).slice(0, 8)}>`;
}

export function isMarker(text: string): boolean {
  return text.length < 50 && MARKER.test(text);
}
