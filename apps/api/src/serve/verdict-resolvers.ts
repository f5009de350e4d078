import { ApiError } from "../api-error.ts";
import { signature, type VerdictArguments, type VerdictInput, verdictInput } from "./verdict-input.ts";

/** The fields of the schema's Verdict. */
export type VerdictAnswer = Readonly<Record<string, unknown>>;

/** What mutations about verdicts ask of the one writer of the graph. */
export interface VerdictActions {
  readonly judge: (
    judgement: VerdictInput & { readonly phase: "accepted" | "muted" | "important" | "closed" },
    at: string,
  ) => Promise<VerdictAnswer>;
  readonly reopen: (
    id: string,
    said: Pick<VerdictInput, "note" | "author">,
    at: string,
  ) => Promise<VerdictAnswer>;
}

type Signed = Pick<VerdictArguments, "note" | "author"> & { readonly id: string };

/** @param author - Who gives a verdict when the client does not say; where people sign in, the one who did. */
export function verdictMutations({ judge, reopen }: VerdictActions, author: string) {
  const say = (phase: "accepted" | "muted" | "important" | "closed", said: VerdictArguments) => {
    const nowMs = Date.now();
    return judge({ ...verdictInput(said, author, nowMs), phase }, new Date(nowMs).toISOString());
  };
  return {
    accept: (_root: unknown, args: VerdictArguments) => say("accepted", args),
    mute: (_root: unknown, args: VerdictArguments) => {
      if (typeof args.expiresAt === "string") return say("muted", args);
      throw new ApiError("BAD_INPUT", "what is muted comes back: give expiresAt, or accept it");
    },
    markImportant: (_root: unknown, args: VerdictArguments) => say("important", args),
    closeFinding: (_root: unknown, { id, ...args }: Signed) =>
      say("closed", { ...args, target: { findingId: id } }),
    reopen: (_root: unknown, { id, ...args }: Signed) =>
      reopen(id, signature(args, author), new Date().toISOString()),
  };
}
