"use client";

import type { ResultOf } from "gql.tada";
import { useEffect, useState } from "react";
import { useClient } from "urql";
import { ask } from "../../data/ask.ts";
import { PROGRESS, PROGRESS_CHANGES } from "../../data/host-documents.ts";
import { listen } from "../../data/live.ts";

export type Progress = ResultOf<typeof PROGRESS>["progress"];

/** How far the running collection cycle is, as it goes; null while it is not known. */
export function useProgress(): Progress | null {
  const client = useClient();
  const [progress, setProgress] = useState<Progress | null>(null);
  useEffect(() => {
    // What the stream says is newer, whenever the answer comes. Without an answer the page is as it was.
    ask(client, PROGRESS, {}).then(
      (first) => setProgress((known) => known ?? first.progress),
      () => undefined,
    );
    return listen<{ readonly changes: { readonly progress: Progress | null } }>(
      PROGRESS_CHANGES,
      ({ changes }) => {
        if (changes.progress !== null) setProgress(changes.progress);
      },
    );
  }, [client]);
  return progress;
}
