"use client";

import { useEffect, useState } from "react";

/** Changes when the colours do, so that a canvas is drawn anew. */
export function useScheme(): string {
  const [scheme, setScheme] = useState("");
  useEffect(() => {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const read = () => setScheme(`${system.matches} ${document.documentElement.dataset["theme"]}`);
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    system.addEventListener("change", read);
    return () => {
      observer.disconnect();
      system.removeEventListener("change", read);
    };
  }, []);
  return scheme;
}
