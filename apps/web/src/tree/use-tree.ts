"use client";

import { usePolled, type Polled } from "../data/use-polled.ts";
import { fetchCount, loadTree, type LoadedTree, type TreeQuestion } from "./load-tree.ts";

const POLL_MS = 10_000;

/** The current dendrogram as far as the view needs it, fresh every ten seconds. */
export function useTree(question: TreeQuestion): Polled<LoadedTree> {
  const { scope, within, count, openIds, wholeIds, selectedId } = question;
  const key = JSON.stringify([
    "tree",
    scope,
    within,
    fetchCount(count),
    openIds.toSorted(),
    wholeIds.toSorted(),
    selectedId,
  ]);
  const [state] = usePolled(key, (client) => loadTree(client, question), POLL_MS);
  return state;
}
