/**
 * Why lines are lost:
 * `GONE` no file holds the content any more (rotated away, or rewritten where the transport tells no inode),
 * `TRUNCATED` the file was emptied and written again and no copy of it is there, `SHRANK` it now ends before what was read of it,
 * `PACKED` rotation packed it in a form that is not unpacked here (xz, zst, bz2), `CURSOR_LOST` the journal's entry is not there any more.
 */
export type GapKind = "GONE" | "TRUNCATED" | "SHRANK" | "PACKED" | "CURSOR_LOST";

/** Lines that cannot be read any more: they were rotated away, or the file was rewritten, before they were read. */
export interface Gap {
  readonly kind: GapKind;
  /** The source's path, or that of the packed file. */
  readonly path: string;
  /** How far the lost content had been read. */
  readonly offsetBytes: number;
}
