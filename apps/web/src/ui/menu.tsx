"use client";

import { useEffect, useRef, type ReactNode } from "react";
import styles from "./menu.module.css";

interface Props {
  readonly label: string;
  readonly children: ReactNode;
}

/** A button that shows something over the page until one goes elsewhere, presses Escape or the button again. */
export function Menu({ label, children }: Props) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = ref.current;
      if (menu?.open !== true) return;
      const isInside = event.target instanceof Node && menu.contains(event.target);
      const isEscape = event instanceof KeyboardEvent && event.key === "Escape";
      if (event instanceof KeyboardEvent ? !isEscape : isInside) return;
      menu.open = false;
      if (isEscape && isInside) menu.querySelector("summary")?.focus();
    };
    const kinds = ["pointerdown", "focusin", "keydown"];
    for (const kind of kinds) document.addEventListener(kind, close);
    return () => {
      for (const kind of kinds) document.removeEventListener(kind, close);
    };
  }, []);
  return (
    <details ref={ref} className={styles.menu}>
      <summary>{label}</summary>
      <div className={styles.sheet}>{children}</div>
    </details>
  );
}
