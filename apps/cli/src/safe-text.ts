// Log text is an attacker's text. A terminal obeys C0 and C1 controls, and bidirectional marks make a line read as another;
// U+2028 and U+2029 break lines in some. All of these are shown by their number, never sent.
const UNSAFE =
  // oxlint-disable-next-line no-control-regex -- finding control characters is what it is for
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
// JSON.stringify has escaped C0 already.
const UNSAFE_IN_JSON = /[\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** Text that no terminal obeys: controls as `\x1b`, above U+00FF as `\u202e`; all else as it is. One line stays one line. */
export function safeText(text: string): string {
  return text.replace(UNSAFE, (character) => {
    const code = character.charCodeAt(0);
    return code <= 0xff
      ? `\\x${code.toString(16).padStart(2, "0")}`
      : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** JSON on one line, the same value as `JSON.stringify` gives, with no character that a terminal obeys. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value).replace(
    UNSAFE_IN_JSON,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
