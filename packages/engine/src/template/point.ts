/** Flags of a piece beside those of the vocabulary. */
/** Is a place where values stand, whatever is around it. */
export const IS_POINT = 1 << 12;
/** Written with `_` or `-` inside. */
export const IS_IDENTIFIER = 1 << 13;
/** Written in capitals. */
export const IS_CAPITALS = 1 << 14;
