"use client";

import { useMemo } from "react";
import { useNow } from "../ui/use-now.ts";
import { useUrlState, type UrlChange } from "../ui/use-url-state.ts";
import { HOUR_MS, hostsParameter, readScope, type Scope, type WindowName } from "./scope.ts";

/** The scope that the address says, and how to say another. */
export interface ScopeControl {
  readonly scope: Scope;
  /** A window by name; null: all there is. */
  readonly setWindow: (window: WindowName | null) => void;
  readonly setSpan: (fromMs: number, toMs: number) => void;
  readonly setHosts: (hosts: readonly string[] | null) => void;
}

export function useScope(): ScopeControl {
  const [parameters, change] = useUrlState();
  // The same for an hour, so that nothing is asked anew every five seconds.
  const hour = Math.floor(useNow() / HOUR_MS);
  return useMemo(() => {
    const step = (changes: UrlChange) => change(changes, "step");
    return {
      scope: readScope(parameters, hour * HOUR_MS),
      setWindow: (window) => step({ window, from: null, to: null }),
      setSpan: (fromMs, toMs) =>
        step({ window: null, from: new Date(fromMs).toISOString(), to: new Date(toMs).toISOString() }),
      setHosts: (hosts) => step({ hosts: hostsParameter(hosts) }),
    };
  }, [parameters, change, hour]);
}
