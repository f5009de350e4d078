"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useClient, type Client } from "urql";
import { toProblem, type Problem } from "./problem.ts";

/** What a view knows: nothing yet, nothing at all, or an answer that may have grown old because the API went away. */
export type Polled<T> =
  | { readonly phase: "loading" }
  | { readonly phase: "failed"; readonly problem: Problem }
  | { readonly phase: "ready"; readonly data: T; readonly at: number; readonly problem: Problem | null };

/** Last answers by key, so that going back to a page shows it at once. The page's server never writes here. */
const remembered = new Map<string, { readonly data: unknown; readonly at: number }>();
const KEYS_MAX = 40;

/**
 * Asks now, again every `everyMs` while the page is visible, and when it becomes visible again.
 *
 * @param key - names the question; another key is another question. While its answer is on the way the last one of the same
 *   view stays, so that a slider does not blink.
 * @param load - asks; called with the client and the newest closure.
 * @returns the state, and `reload`, which asks at once and resolves when answered.
 */
export function usePolled<T>(
  key: string,
  load: (client: Client) => Promise<T>,
  everyMs: number,
): readonly [Polled<T>, () => Promise<void>] {
  const client = useClient();
  const [state, setState] = useState<Polled<T>>({ phase: "loading" });
  const newest = useRef({ key, load });
  newest.current = { key, load };

  const reload = useCallback(async () => {
    const asked = newest.current;
    try {
      const data = await asked.load(client);
      remembered.delete(asked.key);
      remembered.set(asked.key, { data, at: Date.now() });
      if (remembered.size > KEYS_MAX) remembered.delete(remembered.keys().next().value ?? "");
      if (newest.current.key === asked.key) setState({ phase: "ready", data, at: Date.now(), problem: null });
    } catch (error) {
      if (newest.current.key !== asked.key) return;
      const problem = toProblem(error);
      setState((old) => (old.phase === "ready" ? { ...old, problem } : { phase: "failed", problem }));
    }
  }, [client]);

  useEffect(() => {
    const known = remembered.get(key);
    if (known !== undefined) setState({ phase: "ready", data: known.data as T, at: known.at, problem: null });
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isStopped = false;
    const turn = async () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") await reload();
      if (!isStopped) timer = setTimeout(turn, everyMs);
    };
    const onVisible = () => {
      if (document.visibilityState === "visible") void turn();
    };
    void turn();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      isStopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [key, everyMs, reload]);

  return [state, reload];
}
