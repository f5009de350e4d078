import { CollectError } from "@deepsec/collector";

/** Why a host or a source could not be read, for a person. */
export interface CollectFailure {
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}

export function collectFailure(error: unknown): CollectFailure {
  if (error instanceof CollectError) return { code: error.code, message: error.message, fix: error.fix };
  const message = error instanceof Error ? error.message : String(error);
  return { code: "UNEXPECTED", message, fix: "Look for this message in the log of the API, and report it." };
}
