"use client";

import { useEffect, useRef, type RefObject } from "react";

const STEP = 1.25;

/**
 * Zooms by Ctrl and the wheel (which is what a pinch on a touchpad is), and by the keys +, − and 0.
 *
 * @param zoomBy - by a factor, with what is at `y`, pixels from the top of the element, staying there.
 */
export function useZoomKeys(
  ref: RefObject<HTMLElement | null>,
  zoomBy: (factor: number, y?: number) => void,
  fit: () => void,
): void {
  const newest = useRef({ zoomBy, fit });
  useEffect(() => {
    newest.current = { zoomBy, fit };
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      const y = event.clientY - element.getBoundingClientRect().top;
      newest.current.zoomBy(Math.exp(-event.deltaY / 250), y);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "+" || event.key === "=") newest.current.zoomBy(STEP);
      else if (event.key === "-") newest.current.zoomBy(1 / STEP);
      else if (event.key === "0") newest.current.fit();
      else return;
      event.preventDefault();
    };
    // Not passive: the page itself must not zoom meanwhile.
    element.addEventListener("wheel", onWheel, { passive: false });
    element.addEventListener("keydown", onKey);
    return () => {
      element.removeEventListener("wheel", onWheel);
      element.removeEventListener("keydown", onKey);
    };
  }, [ref]);
}
