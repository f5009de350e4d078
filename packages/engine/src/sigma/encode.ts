import { SigmaError } from "./sigma-error.ts";

const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BYTE_ORDER_MARK = "\ufeff";

/** UTF-16 of a text as a text: a zero after (or before) each character. @throws SigmaError where a character is not ASCII */
export function wide(text: string, isBigEndian = false): string {
  let wideText = "";
  for (const character of text) {
    if (character > "\u007f") throw new SigmaError(`UTF-16 of ${character}, which is not ASCII`);
    wideText += isBigEndian ? `\0${character}` : `${character}\0`;
  }
  return wideText;
}

/** The same, little endian with its mark in front. */
export function wideWithMark(text: string): string {
  return BYTE_ORDER_MARK + wide(text);
}

export function base64(text: string): string {
  return base64Of(bytesOf(text));
}

/** What stands of a text's Base64 wherever it stands in a longer text: at each of three offsets the digits that are its own. */
export function base64Offsets(text: string): string[] {
  const bytes = bytesOf(text);
  return [0, 1, 2].map((offset) => {
    const digits = base64Of([...Array.from({ length: offset }, () => 32), ...bytes]);
    const end = [digits.length, -3, -2][(bytes.length + offset) % 3];
    return digits.slice([0, 2, 3][offset], end);
  });
}

/** UTF-8, but UTF-16's own mark of two bytes before what `wideWithMark` made. */
function bytesOf(text: string): number[] {
  const isMarked = text.startsWith(BYTE_ORDER_MARK);
  const bytes = [...new TextEncoder().encode(isMarked ? text.slice(1) : text)];
  return isMarked ? [0xff, 0xfe, ...bytes] : bytes;
}

function base64Of(bytes: readonly number[]): string {
  let digits = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const three = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const count = Math.min(4, bytes.length - i + 1);
    for (let digit = 0; digit < 4; digit++)
      digits += digit < count ? (DIGITS[(three >> (18 - 6 * digit)) & 63] ?? "") : "=";
  }
  return digits;
}
