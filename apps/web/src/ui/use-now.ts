"use client";

import { useSyncExternalStore } from "react";

const TICK_MS = 5_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const tell of listeners) tell();
  }, TICK_MS);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The viewer's clock in milliseconds since 1970, moving every five seconds; one timer for all that show a time. */
export function useNow(): number {
  return useSyncExternalStore(
    subscribe,
    () => (now = Date.now() - now > TICK_MS ? Date.now() : now),
    () => 0,
  );
}
