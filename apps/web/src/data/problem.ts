import { CombinedError } from "urql";

/** Why a question has no answer: the API is away, or it answered with a refusal. */
export interface Problem {
  readonly kind: "away" | "refused";
  readonly message: string;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof CombinedError) {
    const refusal = error.graphQLErrors[0];
    if (refusal !== undefined) return { kind: "refused", message: refusal.message };
    return { kind: "away", message: error.networkError?.message ?? error.message };
  }
  return { kind: "refused", message: error instanceof Error ? error.message : String(error) };
}
