import { findAssigned } from "./find-assigned.ts";
import { findAuthorization } from "./find-authorization.ts";
import { findCardNumbers } from "./find-card-numbers.ts";
import { findTokens } from "./find-tokens.ts";
import { findUrlPasswords } from "./find-url-passwords.ts";
import { isMarker, REDACTION_KINDS, type RedactionCounts, type RedactionKind } from "./kinds.ts";

const MARKER = /<redacted:([a-z-]{1,20}):[\da-f]{8}>/g;
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,4}PRIVATE KEY(?: BLOCK)?-----/;

/** How often redaction left its mark of each kind in a text. */
export function countMarkers(text: string): RedactionCounts {
  const counts: RedactionCounts = {};
  for (const [, marked] of text.matchAll(MARKER)) {
    const kind = REDACTION_KINDS.find((one) => one === marked);
    if (kind !== undefined) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Whether a text has a secret of a kind, or what redaction left in the place of one. */
export function hasSecret(text: string, kind: RedactionKind): boolean {
  for (const [, marked] of text.matchAll(MARKER)) if (marked === kind) return true;
  if (kind === "private-key") return PRIVATE_KEY.test(text);
  const found =
    kind === "url-password"
      ? findUrlPasswords(text)
      : kind === "authorization"
        ? findAuthorization(text)
        : kind === "secret"
          ? findAssigned(text)
          : kind === "card"
            ? findCardNumbers(text)
            : findTokens(text, (one) => one === kind);
  return found.some(({ from, to, kind: own }) => own === kind && !isMarker(text.slice(from, to)));
}
