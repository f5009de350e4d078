import type { Secret } from "./kinds.ts";

/** Thirteen to nineteen digits, in one or in the groups that are printed on cards. */
const CARD_LIKE =
  /(?<![\w.-])(?:\d{13,19}|\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?![\w-]|\.\d)/g;
/** What numbers with these names before them are, they are no card: `block_id=`, `"time":`. */
const NAMED_OTHERWISE =
  /(?:id|uuid|time|timestamp|ts|epoch|seq|offset|block|trace|span|nonce|bytes|size|count|hash|cursor|zxid|lsn)\\?["']?[ \t]{0,2}[:=#][ \t]{0,2}\\?["']?$/i;
const NAME_LENGTH_MAX = 24;

/** First digits and lengths by issuer. */
const ISSUERS: readonly (readonly [RegExp, readonly number[]])[] = [
  [/^4/, [13, 16, 19]], // Visa
  [/^(?:5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/, [16]], // Mastercard
  [/^3[47]/, [15]], // American Express
  [/^(?:6011|64[4-9]|65)/, [16, 17, 18, 19]], // Discover
  [/^(?:30[0-5]|309|36|38|39)/, [14, 15, 16, 17, 18, 19]], // Diners Club
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]], // JCB
  [/^62/, [16, 17, 18, 19]], // UnionPay
  [/^(?:50|5[6-8]|6304|6759|676[1-3])/, [13, 14, 15, 16, 17, 18, 19]], // Maestro
];

export function findCardNumbers(text: string): Secret[] {
  const found: Secret[] = [];
  for (const { 0: whole, index } of text.matchAll(CARD_LIKE)) {
    const digits = whole.replaceAll(/\D/g, "");
    if (!isCardNumber(digits)) continue;
    if (NAMED_OTHERWISE.test(text.slice(Math.max(0, index - NAME_LENGTH_MAX), index))) continue;
    found.push({ from: index, to: index + whole.length, kind: "card" });
  }
  return found;
}

function isCardNumber(digits: string): boolean {
  const isIssued = ISSUERS.some(([head, lengths]) => lengths.includes(digits.length) && head.test(digits));
  return isIssued && luhnSum(digits) % 10 === 0;
}

/** ISO/IEC 7812-1, annex B. */
function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    sum += i % 2 === 0 ? digit : digit * 2 - (digit > 4 ? 9 : 0);
  }
  return sum;
}
