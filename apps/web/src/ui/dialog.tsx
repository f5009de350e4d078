"use client";

import { useEffect, useId, useRef, type ReactNode } from "react";
import { texts } from "../texts.ts";
import button from "./button.module.css";
import styles from "./dialog.module.css";

interface Props {
  readonly title: string;
  /** The words of the button that does it. */
  readonly confirm: string;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  /** Escape, or the button that does nothing. */
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** Asks before something is done. */
export function Dialog({ title, confirm, isBusy, onConfirm, onCancel, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby={titleId} onClose={onCancel}>
      <h2 id={titleId}>{title}</h2>
      {children}
      <p className={styles.buttons}>
        <button type="button" className={button.button} onClick={() => ref.current?.close()}>
          {texts.verdicts.cancel}
        </button>
        <button
          type="button"
          className={`${button.button ?? ""} ${button.primary ?? ""}`}
          disabled={isBusy}
          onClick={onConfirm}
        >
          {confirm}
        </button>
      </p>
    </dialog>
  );
}
