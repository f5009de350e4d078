import type { Secret } from "./kinds.ts";

/** `Authorization: Bearer x` in a header, a command line, JSON or a query: with a scheme it is believed whatever follows. */
const HEADER =
  /authorization\\{0,3}["']?[ \t]{0,4}(?:[:=]|%3a|%3d)[ \t]{0,4}\\{0,3}["']?(?:(?:bearer|basic|token|apikey|digest|negotiate|ntlm|hawk|aws4-hmac-sha256)(?:[ \t]{1,4}|%20|\+)([^\s"'\\,;]+)|([^\s"'\\,;]{16,}))/gi;
/** Without the header's name "bearer" and "basic" are words too: what follows must look like a token. */
const SCHEME = /\b(bearer|basic)(?:[ \t]{1,4}|%20|\+)([A-Za-z0-9._~+/-]{8,}={0,2})/gi;
const TOKEN_LENGTH_MIN = 16;

export function findAuthorization(text: string): Secret[] {
  const found: Secret[] = [];
  for (const { 0: whole, 1: credentials, 2: bare = "", index } of text.matchAll(HEADER)) {
    const value = credentials ?? bare;
    // Without a scheme it may be a sentence; a token has a digit.
    if (credentials !== undefined || /\d/.test(value)) found.push(secretAt(index + whole.length, value));
  }
  for (const { 0: whole, 1: scheme = "", 2: value = "", index } of text.matchAll(SCHEME)) {
    const isToken =
      scheme.toLowerCase() === "basic"
        ? isUserAndPassword(value)
        : value.length >= TOKEN_LENGTH_MIN && /\d/.test(value);
    if (isToken) found.push(secretAt(index + whole.length, value));
  }
  return found;
}

function secretAt(to: number, value: string): Secret {
  return { from: to - value.length, to, kind: "authorization" };
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** True for the Base64 of printable text with a colon in it, which a word after "basic" never is. */
function isUserAndPassword(value: string): boolean {
  let bits = 0;
  let bitCount = 0;
  let hasColon = false;
  for (const digit of value.replace(/={1,2}$/, "")) {
    const six = BASE64.indexOf(digit);
    if (six < 0) return false;
    bits = ((bits << 6) | six) & 0xfff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    const byte = (bits >> bitCount) & 0xff;
    if (byte < 32 || byte === 127) return false;
    hasColon ||= byte === 58;
  }
  return hasColon;
}
