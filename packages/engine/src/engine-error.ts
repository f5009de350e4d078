/** What can be wrong with what the engine is given. */
export type EngineErrorCode =
  /** A number that must be finite is NaN or infinite. */
  | "NOT_FINITE"
  /** A number lies outside the range its name promises. */
  | "OUT_OF_RANGE"
  /** Two things that must belong together do not: lengths, ids. */
  | "MISMATCH"
  /** A word that is none of the known ones: a linkage method, an encoding, a time zone. */
  | "UNKNOWN_NAME"
  /** A remembered state is not one that the engine wrote. */
  | "STATE_INVALID";

/** The one error of this package: a closed code for programs, a sentence with the values for people. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
