/** Why a rule cannot be used, in words for the one who added it. It stops that rule and no other. */
export class SigmaError extends Error {
  override readonly name = "SigmaError";
}
