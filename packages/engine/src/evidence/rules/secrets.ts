import type { RedactionKind } from "../../redaction/kinds.ts";
import { LITERALS } from "../../redaction/literals.ts";
import { hasSecret } from "../../redaction/secret-kinds.ts";
import type { EvidenceRule } from "../rule.ts";

/** What each kind of secret is called; e-mail addresses are none by themselves. */
const TITLES: Readonly<Record<Exclude<RedactionKind, "email">, string>> = {
  "private-key": "private key in the log",
  aws: "AWS key in the log",
  gcp: "Google Cloud key in the log",
  azure: "Azure secret in the log",
  github: "GitHub token in the log",
  gitlab: "GitLab token in the log",
  slack: "Slack token in the log",
  stripe: "Stripe key in the log",
  npm: "npm token in the log",
  openai: "OpenAI key in the log",
  jwt: "session token (JWT) in the log",
  "url-password": "password in an address in the log",
  authorization: "credentials of a request in the log",
  secret: "password or secret in the log",
  card: "card number in the log",
};

/**
 * Secrets that a log should not hold, by their kind. No attack, so no `suspicious` event: a finding says where and how often, and never
 * shows the value. Where lines are redacted, it is told by what stands in its place.
 */
export const SECRET_RULES: readonly EvidenceRule[] = Object.entries(TITLES).map(([kind, title]) => ({
  id: kind === "secret" ? "secret-in-log" : `${kind}-in-log`,
  title,
  techniques: ["T1552.001"],
  severity: null,
  literals: [`<redacted:${kind}:`, ...wordsOf(kind as RedactionKind)],
  where: ({ event }) => hasSecret(event.message, kind as RedactionKind),
}));

/** Short ones for what has a literal for each letter that may stand beside it. */
function wordsOf(kind: RedactionKind): readonly string[] {
  if (kind === "url-password") return ["://"];
  if (kind === "azure") return ["q~"];
  return [...new Set((LITERALS[kind] ?? []).map((literal) => literal.trim()))];
}
