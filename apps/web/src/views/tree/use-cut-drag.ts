"use client";

import { useEffect, useRef } from "react";

/** A hand that rests as long has made up its mind. */
const REST_MS = 300;

interface CutDrag {
  /** Clusters under the hand; null: nothing is dragged. */
  readonly dragged: () => number | null;
  readonly move: (count: number) => void;
  readonly drop: () => void;
}

/**
 * The cut while a hand drags it: it is drawn at every frame, and told to the page when the hand rests or lets go.
 *
 * @param draw - draws the cut of `dragged`.
 * @param onCount - tells the page.
 */
export function useCutDrag(draw: () => void, onCount: (count: number) => void): CutDrag {
  const dragged = useRef<number | null>(null);
  const frame = useRef(0);
  const rest = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef({ draw, onCount });
  useEffect(() => {
    newest.current = { draw, onCount };
  });
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      clearTimeout(rest.current);
    },
    [],
  );
  return {
    dragged: () => dragged.current,
    move: (count) => {
      dragged.current = count;
      cancelAnimationFrame(frame.current);
      frame.current = requestAnimationFrame(() => newest.current.draw());
      clearTimeout(rest.current);
      rest.current = setTimeout(() => newest.current.onCount(count), REST_MS);
    },
    drop: () => {
      clearTimeout(rest.current);
      if (dragged.current !== null) newest.current.onCount(dragged.current);
      dragged.current = null;
    },
  };
}
