/** One mark of the reader, and what stood before it. */
export interface Frame {
  /** The bytes since the mark before, without the newline that belongs to this one. */
  readonly before: Uint8Array;
  /** Such as `F`, `X`, `Z`. */
  readonly kind: string;
  /** The rest of the mark's line. */
  readonly text: string;
}

const markBytesMax = 8 * 1024;
const startBytes = 64 * 1024;

/** Cuts what the reader prints at its marks. It holds no more than `heldBytesMax` and one chunk. */
export class AnswerReader {
  readonly #mark: Buffer;
  #held: Buffer = Buffer.allocUnsafe(startBytes);
  #length = 0;
  /** No mark begins before this. */
  #searched = 0;
  #markAt: number | null = null;

  constructor(nonce: string) {
    this.#mark = Buffer.from(`\n@${nonce} `, "latin1");
  }

  /** Bytes that belong to no whole frame yet. */
  get heldBytes(): number {
    return this.#length;
  }

  /** True when a mark's line is longer than any that the reader prints. */
  get isBroken(): boolean {
    return this.#markAt !== null && this.#length - this.#markAt > markBytesMax;
  }

  /** The frames that `chunk` completes. */
  push(chunk: Uint8Array): Frame[] {
    this.#append(chunk);
    const frames: Frame[] = [];
    let from = 0;
    for (;;) {
      const held = this.#held.subarray(0, this.#length);
      this.#markAt ??= indexOrNull(held.indexOf(this.#mark, this.#searched));
      if (this.#markAt === null) {
        this.#searched = Math.max(from, this.#length - this.#mark.length + 1);
        break;
      }
      const lineAt = this.#markAt + this.#mark.length;
      const end = held.indexOf(0x0a, lineAt);
      if (end < 0) break;
      const line = held.toString("utf8", lineAt, end);
      const blank = line.indexOf(" ");
      frames.push({
        before: Buffer.from(held.subarray(from, this.#markAt)),
        kind: blank < 0 ? line : line.slice(0, blank),
        text: blank < 0 ? "" : line.slice(blank + 1),
      });
      from = end + 1;
      // The newline that ends a mark's line begins no other mark: each brings its own.
      this.#searched = from;
      this.#markAt = null;
    }
    this.#drop(from);
    return frames;
  }

  #append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length;
    if (needed > this.#held.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.#held.length * 2));
      this.#held.copy(larger, 0, 0, this.#length);
      this.#held = larger;
    }
    this.#held.set(chunk, this.#length);
    this.#length = needed;
  }

  #drop(bytes: number): void {
    if (bytes === 0) return;
    this.#held.copyWithin(0, bytes, this.#length);
    this.#length -= bytes;
    this.#searched = Math.max(0, this.#searched - bytes);
    if (this.#markAt !== null) this.#markAt -= bytes;
    if (this.#length === 0 && this.#held.length > startBytes) this.#held = Buffer.allocUnsafe(startBytes);
  }
}

function indexOrNull(index: number): number | null {
  return index < 0 ? null : index;
}
