"use client";

import { useEffect, useState } from "react";
import { texts } from "../texts.ts";
import styles from "./copy-box.module.css";

/** Text to type or keep, with a button that copies it. */
export function CopyBox({ text }: { readonly text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <div className={styles.box}>
      <pre className={styles.text} tabIndex={0}>
        {text}
      </pre>
      <button
        type="button"
        className={styles.button}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setIsCopied(true))}
      >
        {isCopied ? texts.copy.copied : texts.copy.copy}
      </button>
    </div>
  );
}
