import { oneOf, type EvidenceRule } from "../rule.ts";

/** Secrets that a log should not hold. No attack, so no `suspicious` event: a finding says where, and never shows the value. */
export const SECRET_RULES: readonly EvidenceRule[] = [
  {
    id: "secret-in-log",
    title: "secret in the log",
    techniques: ["T1552.001"],
    severity: null,
    literals: oneOf(
      "password|passwd|secret|token|api_key|apikey|private key|ghp_|gho_|glpat-|xox|akia|aiza|sk_live|eyj|authorization|://|bearer ",
    ),
    patterns: [
      /-----BEGIN (?:[A-Z]{2,12} ){0,2}PRIVATE KEY-----|\b(?:ghp|gho|ghs|ghu)_[A-Za-z0-9]{36}|\bglpat-[\w-]{20}|\bxox[abprs]-[\w-]{10}|\bAIza[\w-]{35}|\bsk_live_\w{16}|\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,2000}\.[\w-]{10}/,
      /\b(?:password|passwd|secret|api_?key|access_?token|auth_?token|client_secret|secret_?access_?key)"?\s?[=:]\s?"?(?!\*|\[|<|x{3}|\(|null\b|none\b|true\b|false\b|yes\b|no\b|"|'|%s|\$|__)[^\s"'&,;]{6}/i,
      /\bAuthorization: ?(?:Basic|Bearer) (?!\*|\[|<)[\w+/=.-]{8}|\b[a-z][a-z+]{1,20}:\/\/[\w.-]{1,60}:(?!\*|\[|<)[^\s@/:]{3,100}@[\w.-]{1,253}/i,
    ],
    unless: [
      /\busing password: (?:YES|NO)\b|\bpassword (?:authentication|incorrect|mismatch|changed)|:\/\/[\w.-]{1,60}:\*{2}/i,
    ],
  },
];
