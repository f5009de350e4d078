"use client";

import { useEffect, useState } from "react";
import type { UrlChange } from "../../ui/use-url-state.ts";

/** How the rows of the picture are seen. */
export interface RowsView {
  /** Height of a row in pixels; null: as high as is readable, "fit": as low as it takes to see all. */
  readonly zoom: number | "fit" | null;
  /** First row in sight, from 0; fractions are parts of it. */
  readonly top: number;
}

const WRITE_AFTER_MS = 250;
export const ROW_MIN_PX = 0.05;
export const ROW_MAX_PX = 60;

/** The rows as the address has them, as `zoom` and `top`: at once what the hand does, a moment later in the address. */
export function useRows(
  parameters: URLSearchParams,
  change: (change: UrlChange) => void,
): readonly [RowsView, (rows: RowsView) => void] {
  const [moved, setMoved] = useState<RowsView | null>(null);
  useEffect(() => {
    if (moved === null) return;
    const timer = setTimeout(() => {
      change({
        zoom:
          moved.zoom === null ? null : typeof moved.zoom === "number" ? moved.zoom.toFixed(2) : moved.zoom,
        top: moved.top < 0.5 ? null : moved.top.toFixed(1),
      });
      setMoved(null);
    }, WRITE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [moved, change]);
  return [moved ?? said(parameters), setMoved];
}

function said(parameters: URLSearchParams): RowsView {
  const zoom = parameters.get("zoom");
  const px = Number.parseFloat(zoom ?? "");
  const top = Number.parseFloat(parameters.get("top") ?? "");
  return {
    zoom: zoom === "fit" ? "fit" : px >= ROW_MIN_PX && px <= ROW_MAX_PX ? px : null,
    top: top >= 0 && Number.isFinite(top) ? top : 0,
  };
}
