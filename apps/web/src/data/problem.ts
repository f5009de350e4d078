import { CombinedError } from "urql";

/** Why a question has no answer: the API is away, or it answered with a refusal. */
export interface Problem {
  readonly kind: "away" | "refused";
  readonly message: string;
  /** What to type or do about it, where the API says so. */
  readonly fix: string | null;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof CombinedError) {
    const refusal = error.graphQLErrors[0];
    if (refusal === undefined)
      return { kind: "away", message: error.networkError?.message ?? error.message, fix: null };
    const { fix } = refusal.extensions;
    return { kind: "refused", message: refusal.message, fix: typeof fix === "string" ? fix : null };
  }
  return { kind: "refused", message: error instanceof Error ? error.message : String(error), fix: null };
}
