"use client";

import { useEffect, useState } from "react";
import type { UrlChange } from "../ui/use-url-state.ts";

/** Writing the address at every step of a drag would be refused by browsers. */
const WRITE_AFTER_MS = 250;

/**
 * The number of clusters that a view cuts into: at once what the hand does, then in the address as `cut`.
 *
 * @returns null while neither the hand nor the address says one: the suggested count counts then.
 */
export function useCutCount(
  parameters: URLSearchParams,
  change: (change: UrlChange) => void,
): readonly [number | null, (count: number | null) => void] {
  const said = Number.parseInt(parameters.get("cut") ?? "", 10);
  const inAddress = said >= 1 ? said : null;
  const [drag, setDrag] = useState<{ readonly count: number | null } | null>(null);
  useEffect(() => {
    if (drag === null) return;
    const timer = setTimeout(() => {
      change({ cut: drag.count === null ? null : String(drag.count) });
      setDrag(null);
    }, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [drag, change]);
  return [drag === null ? inAddress : drag.count, (count) => setDrag({ count })];
}
