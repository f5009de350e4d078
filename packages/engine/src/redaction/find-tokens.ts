import type { RedactionKind, Secret } from "./kinds.ts";

/** Tokens by the prefixes and lengths that those who give them out publish, and as secret scanners look for them. */
const TOKENS: readonly (readonly [RedactionKind, RegExp])[] = [
  ["aws", /(?<![A-Za-z0-9])(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])/g],
  ["gcp", /(?<![\w-])AIza[\w-]{35}(?![\w-])/g],
  ["gcp", /(?<![\w-])(?:ya29\.[\w-]{20,}|GOCSPX-[\w-]{28}(?![\w-]))/g],
  ["azure", /(?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34}(?![\w~-])/g],
  ["github", /(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{36,}/g],
  ["github", /(?<![A-Za-z0-9])github_pat_\w{22,}/g],
  [
    "gitlab",
    /(?<![A-Za-z0-9])gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas)-[\w-]{20,}(?:\.[\w-]{2,20}){0,3}/g,
  ],
  ["slack", /(?<![A-Za-z0-9])(?:(?:xox[a-eprs]-|xoxe\.)[A-Za-z0-9.-]{10,}|xapp-\d-[A-Za-z0-9-]{10,})/g],
  ["slack", /(?<=hooks\.slack\.com\/)(?:services|workflows|triggers)\/[\w/]{20,}/g],
  ["stripe", /(?<![A-Za-z0-9])(?:[sr]k_(?:live|test|prod)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{20,})/g],
  ["npm", /(?<![A-Za-z0-9])npm_[A-Za-z0-9]{36,}/g],
  // A digit is asked for, because words are joined by dashes too.
  ["openai", /(?<![^ \t\n"'`=:,;([{<>|/\\@&?!.%_-])sk-(?=[A-Za-z_-]{0,200}\d)[\w-]{20,}/g],
  ["jwt", /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{2,}\.[\w-]*(?:\.[\w-]+\.[\w-]+)?/g],
];

/** @param isPossible - False for kinds that a text is known not to have. */
export function findTokens(text: string, isPossible: (kind: RedactionKind) => boolean): Secret[] {
  return TOKENS.filter(([kind]) => isPossible(kind)).flatMap(([kind, pattern]) =>
    Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({
      from: index,
      to: index + length,
      kind,
    })),
  );
}
