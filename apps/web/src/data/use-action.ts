"use client";

import { useState } from "react";
import { useClient, type Client } from "urql";
import { toProblem, type Problem } from "./problem.ts";

/** Something that a button has the API do. */
export interface Action {
  readonly isBusy: boolean;
  /** Why the last one did not happen. */
  readonly problem: Problem | null;
  /** @returns what was answered; null when it did not happen. */
  readonly run: <Answer>(work: (client: Client) => Promise<Answer>) => Promise<Answer | null>;
}

export function useAction(): Action {
  const client = useClient();
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  return {
    isBusy,
    problem,
    run: async (work) => {
      setIsBusy(true);
      setProblem(null);
      try {
        return await work(client);
      } catch (error) {
        setProblem(toProblem(error));
        return null;
      } finally {
        setIsBusy(false);
      }
    },
  };
}
