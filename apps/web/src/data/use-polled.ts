"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useClient, type Client } from "urql";
import { onChange } from "./live.ts";
import { toProblem, type Problem } from "./problem.ts";

/** What a view knows: nothing yet, nothing at all, or an answer that may have grown old because the API went away. */
export type Polled<T> =
  | { readonly phase: "loading" }
  | { readonly phase: "failed"; readonly problem: Problem }
  | { readonly phase: "ready"; readonly data: T; readonly at: number; readonly problem: Problem | null };

interface Answered<T> {
  readonly key: string;
  readonly state: Polled<T>;
}

const LOADING = { phase: "loading" } as const;

/** Last answers by key, so that going back to a page shows it at once. The page's server never writes here. */
const remembered = new Map<string, { readonly data: unknown; readonly at: number }>();
const KEYS_MAX = 40;
/** After a change was stored, so long until it is asked for; further changes meanwhile are one with it. */
const SETTLE_MS = 1_500;

function remember(key: string, data: unknown): void {
  remembered.delete(key);
  remembered.set(key, { data, at: Date.now() });
  if (remembered.size > KEYS_MAX) remembered.delete(remembered.keys().next().value ?? "");
}

function recall<T>(key: string): Answered<T> | null {
  const known = remembered.get(key);
  if (known === undefined) return null;
  // A key names one question, and with it the type of its answer.
  return { key, state: { phase: "ready", data: known.data as T, at: known.at, problem: null } };
}

/**
 * Asks now, again every `everyMs` while the page is visible, when it becomes visible again, and when the API stored something.
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
  const [answered, setAnswered] = useState<Answered<T>>(() => recall<T>(key) ?? { key, state: LOADING });
  const newest = useRef({ key, load });
  useEffect(() => {
    newest.current = { key, load };
  });

  const reload = useCallback(async () => {
    const asked = { key, load: newest.current.load };
    try {
      const data = await asked.load(client);
      remember(asked.key, data);
      const state: Polled<T> = { phase: "ready", data, at: Date.now(), problem: null };
      if (newest.current.key === asked.key) setAnswered({ key: asked.key, state });
    } catch (error) {
      if (newest.current.key !== asked.key) return;
      const problem = toProblem(error);
      setAnswered(({ state: old }) => ({
        key: asked.key,
        state: old.phase === "ready" ? { ...old, problem } : { phase: "failed", problem },
      }));
    }
  }, [client, key]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let turns = 0;
    const turn = async () => {
      clearTimeout(timer);
      turns += 1;
      const mine = turns;
      if (document.visibilityState === "visible") await reload();
      // A turn that was overtaken by another, or by the end, sets no timer: there is never more than one.
      if (mine === turns) timer = setTimeout(turn, everyMs);
    };
    const onVisible = () => {
      if (document.visibilityState === "visible") void turn();
    };
    // A cycle a second must not mean a question a second of every view.
    let soon: ReturnType<typeof setTimeout> | undefined;
    const stopListening = onChange(() => {
      soon ??= setTimeout(() => {
        soon = undefined;
        onVisible();
      }, SETTLE_MS);
    });
    void turn();
    document.addEventListener("visibilitychange", onVisible);
    return () => {
      turns += 1;
      clearTimeout(timer);
      clearTimeout(soon);
      stopListening();
      document.removeEventListener("visibilitychange", onVisible);
    };
  }, [everyMs, reload]);

  return [answered.key === key ? answered.state : (recall<T>(key) ?? answered).state, reload];
}
