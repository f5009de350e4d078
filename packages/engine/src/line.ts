/**
 * A physical line of a source, decoded, without its newline.
 */
export interface Line {
  /** Position in its source or file, from 1. */
  readonly number: number;
  /** Decoded text; invalid bytes show as U+FFFD, colours are still in it. */
  readonly text: string;
  /** Where its first byte stands in the source, in bytes. */
  readonly offsetBytes: number;
  /** Its length in bytes, newline included. */
  readonly lengthBytes: number;
  /** True when the line was longer than `lineLengthBytesMax` and its end was cut off. */
  readonly isCut: boolean;
}
