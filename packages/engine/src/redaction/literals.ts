import type { RedactionKind } from "./kinds.ts";

const DIGITS = [..."0123456789"];
const ALNUM = [..."abcdefghijklmnopqrstuvwxyz", ...DIGITS];

/** What each kind has in it or before it: in lower case, four characters or more. Cards have digits only (triggers.ts). */
export const LITERALS: Partial<Record<RedactionKind, readonly string[]>> = {
  "private-key": ["-----begin"],
  aws: ["akia", "asia", "abia", "acca", ...ALNUM.map((after) => `a3t${after}`)],
  gcp: ["aiza", "ya29.", "gocspx-"],
  azure: DIGITS.flatMap((digit) => [...ALNUM, "_", "~", ".", "-"].map((after) => `${digit}q~${after}`)),
  github: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"],
  gitlab: "glpat- gldt- glrt- glcbt- glptt- glft- glsoat- glimt- glagent- gloas-".split(" "),
  slack: "xoxa- xoxb- xoxc- xoxd- xoxe- xoxe. xoxp- xoxr- xoxs- xapp- hooks.slack.com/".split(" "),
  stripe: ["sk_live_", "sk_test_", "sk_prod_", "rk_live_", "rk_test_", "rk_prod_", "whsec_"],
  npm: ["npm_"],
  openai: [..." \n\t\"'`=:,;([{<>|/\\@&?!.%_-"].map((before) => `${before}sk-`),
  jwt: [...ALNUM, "_", "-"].map((after) => `eyj${after}`),
  "url-password": ALNUM.map((before) => `${before}://`),
  authorization: ["authorization", "bearer", ...[..." \t%+"].map((after) => `basic${after}`)],
  secret: [
    ..."passwd password passphrase _pass -pass secret token credential signature ?sig &sig".split(" "),
    ..."_key -key apikey accesskey accountkey authkey privatekey sharedkey signingkey encryptionkey".split(
      " ",
    ),
    "api key",
    ...[..." \t=:%>'\"`\\]_-", ...DIGITS].map((after) => `pwd${after}`),
  ],
};
