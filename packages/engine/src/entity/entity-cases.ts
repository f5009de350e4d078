/** All cases of one kind of identifying value, side by side: case `c` is the rows from `starts[c]` up to `starts[c + 1]`. */
export interface EntityCases {
  /** What the kind is called: the word that mostly stands in front of its values, or else what they look like. */
  readonly kind: string;
  /** The identifying value of each case. */
  readonly values: readonly string[];
  /** One longer than `values`, ascending, from 0. */
  readonly starts: Uint32Array;
  /** The template of each event, as an index; the events of a case in their order. */
  readonly templates: Uint32Array;
  /** Which event of the log each is, from 0; null when that is not known: then no case counts as cut off by the log's ends. */
  readonly positions: Uint32Array | null;
  /** Events of the whole log. */
  readonly logLength: number;
}
