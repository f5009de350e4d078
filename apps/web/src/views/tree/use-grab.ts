"use client";

import { useRef, type PointerEvent, type RefObject } from "react";

/** Less than this is a click with an unsteady hand. */
const SLACK_PX = 4;

/** Pulls what scrolls with the mouse; fingers scroll by themselves. */
export function useGrab(scroller: RefObject<HTMLElement | null>) {
  const from = useRef<{ readonly y: number; readonly scrollTop: number } | null>(null);
  const isDrag = useRef(false);
  return {
    onPointerDown(event: PointerEvent) {
      isDrag.current = false;
      if (event.pointerType === "mouse" && event.button === 0)
        from.current = { y: event.clientY, scrollTop: scroller.current?.scrollTop ?? 0 };
    },
    /** True while it pulls. */
    onPointerMove(event: PointerEvent): boolean {
      if (from.current === null || scroller.current === null) return false;
      if (event.buttons === 0) {
        from.current = null;
        return false;
      }
      const by = event.clientY - from.current.y;
      if (!isDrag.current && Math.abs(by) > SLACK_PX) {
        isDrag.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
      }
      if (isDrag.current) scroller.current.scrollTo({ top: from.current.scrollTop - by });
      return isDrag.current;
    },
    /** The click that ends a pull means nothing. */
    wasDrag: () => isDrag.current,
  };
}
