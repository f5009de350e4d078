"use client";

import { createClient, type Client } from "graphql-sse";

const CHANGES = "subscription { changes { cycle } }";
const RETRY_MS_MAX = 30_000;

const listeners = new Set<() => void>();
let stop: (() => void) | null = null;

/**
 * Calls back when a stored cycle may have changed what a page shows, and after a connection that was lost is there again. One
 * stream for all listeners of a page; while it is away pages ask by themselves as before.
 *
 * @returns ends it.
 */
export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  stop ??= listen(CHANGES, () => {
    for (const told of listeners) told();
  });
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/**
 * Listens to a subscription, again and again when the connection is lost.
 *
 * @param next - called with what came, as the API sends it.
 * @returns ends it.
 */
export function listen<Data extends Record<string, unknown>>(
  query: string,
  next: (data: Data) => void,
): () => void {
  let retries = 0;
  const client: Client = createClient({
    url: "/graphql",
    headers: { "content-type": "application/json" },
    retryAttempts: Number.POSITIVE_INFINITY,
    retry: async () => {
      retries += 1;
      await new Promise((resolve) => setTimeout(resolve, Math.min(RETRY_MS_MAX, 1_000 * 2 ** retries)));
    },
  });
  const end = client.subscribe<Data>(
    { query },
    {
      next: ({ data }) => {
        retries = 0;
        if (data) next(data);
      },
      // The API may be older, or refuse one stream more: pages still ask by themselves.
      error: () => undefined,
      complete: () => undefined,
    },
  );
  return () => {
    end();
    client.dispose();
  };
}
