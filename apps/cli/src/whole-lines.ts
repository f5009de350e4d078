import { detectEncoding, type Encoding } from "@deepsec/engine";

const NEWLINE = 10;
/** As many bytes as tell the encoding. */
const BOM_BYTES = 4;
/** A line longer than this is cut by the engine anyway; its rest is dropped here, so that memory stays bounded. */
const LINE_KEPT_BYTES = 1 << 20;
const CARRY_BYTES_MAX = 4 << 20;

/** Bytes that end with a newline, or with the end of the source. */
export interface WholeLines {
  readonly bytes: Uint8Array;
  /** Where `bytes` begin in the source. */
  readonly offsetBytes: number;
  readonly encoding: Encoding;
}

function newlineEnd(bytes: Uint8Array, encoding: Encoding, isFirst: boolean): number {
  if (encoding === "utf-8") return (isFirst ? bytes.indexOf(NEWLINE) : bytes.lastIndexOf(NEWLINE)) + 1;
  const [high, low] = encoding === "utf-16le" ? [1, 0] : [0, 1];
  const last = (bytes.length & ~1) - 2;
  for (let step = 0; step <= last; step += 2) {
    const at = isFirst ? step : last - step;
    if (bytes[at + low] === NEWLINE && bytes[at + high] === 0) return at + 2;
  }
  return 0;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

/** Cuts a stream of bytes at newlines of its encoding, which its first bytes tell. Gives as few and as large pieces as it gets. */
export async function* wholeLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<WholeLines> {
  let encoding: Encoding | null = null;
  let offsetBytes = 0;
  let carry: Uint8Array = new Uint8Array(0);
  /** The first part of a line that is too long, while its rest goes by. */
  let kept: Uint8Array | null = null;
  let droppedBytes = 0;
  for await (const chunk of chunks) {
    let bytes = joined(carry, chunk);
    if (encoding === null && bytes.length < BOM_BYTES) {
      carry = bytes;
      continue;
    }
    encoding ??= detectEncoding(bytes);
    const unitBytes = encoding === "utf-8" ? 1 : 2;
    if (kept !== null) {
      const end = newlineEnd(bytes, encoding, true);
      const isOver = end > 0;
      const gone = isOver ? end - unitBytes : bytes.length - (bytes.length % unitBytes);
      droppedBytes += gone;
      bytes = bytes.subarray(gone);
      if (!isOver) {
        carry = bytes.slice();
        continue;
      }
      bytes = joined(kept, bytes);
      kept = null;
    }
    const end = newlineEnd(bytes, encoding, false);
    if (end > 0) {
      yield { bytes: bytes.subarray(0, end), offsetBytes, encoding };
      offsetBytes += end + droppedBytes;
      droppedBytes = 0;
      bytes = bytes.subarray(end);
    }
    if (bytes.length > CARRY_BYTES_MAX) {
      kept = bytes.slice(0, LINE_KEPT_BYTES);
      const rest = bytes.length % unitBytes;
      droppedBytes += bytes.length - rest - LINE_KEPT_BYTES;
      carry = bytes.slice(bytes.length - rest);
    } else carry = bytes.slice();
  }
  const last = kept === null ? carry : kept;
  if (last.length > 0) yield { bytes: last, offsetBytes, encoding: encoding ?? detectEncoding(last) };
}
