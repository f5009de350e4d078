"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useCallback, useEffect, useMemo, useState } from "react";

/** Values by name; null takes a name out. */
export type UrlChange = Readonly<Record<string, string | null>>;

/**
 * What a view shows, kept in the address, so that reload, Back and a link show the same.
 *
 * @returns the values, and `change`, which writes some of them: as a step that Back undoes, or in place.
 */
export function useUrlState(): readonly [
  URLSearchParams,
  (change: UrlChange, how?: "step" | "in place") => void,
] {
  const path = usePathname();
  const arrived = useSearchParams().toString();
  // Next tells of a change of the address a little later; a key held down would meanwhile start from what was.
  const [written, setWritten] = useState<string | null>(null);
  if (written === arrived) setWritten(null);
  useEffect(() => {
    const forget = () => setWritten(null);
    window.addEventListener("popstate", forget);
    return () => window.removeEventListener("popstate", forget);
  }, []);
  const change = useCallback(
    (changes: UrlChange, how: "step" | "in place" = "in place") => {
      const next = new URLSearchParams(window.location.search);
      for (const [name, value] of Object.entries(changes)) {
        if (value === null || value === "") next.delete(name);
        else next.set(name, value);
      }
      const address = next.size === 0 ? path : `${path}?${next}`;
      setWritten(next.toString());
      // Next follows the browser's own history; its router would ask the server for the same page again.
      if (how === "step") window.history.pushState(null, "", address);
      else window.history.replaceState(null, "", address);
    },
    [path],
  );
  const said = written ?? arrived;
  return [useMemo(() => new URLSearchParams(said), [said]), change];
}
