/** What a line was made of. */
interface RawLine {
  readonly text: string;
  readonly lineEnd: string;
  /** Base64, where the bytes are not text and lineEnd in UTF-8. */
  readonly bytes: string | null;
}

/** The bytes of a line as they stood in its source, its end included. */
export function rawBytes({ text, lineEnd, bytes }: RawLine): Uint8Array<ArrayBuffer> {
  if (bytes === null) return new TextEncoder().encode(text + lineEnd);
  return Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0));
}
