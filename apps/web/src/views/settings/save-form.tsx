"use client";

import { useState, type ReactNode } from "react";
import type { Client } from "urql";
import { useAction } from "../../data/use-action.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { ProblemNote } from "../../ui/problem-note.tsx";
import styles from "./settings.module.css";

interface Props {
  readonly isDisabled: boolean;
  readonly save: (client: Client) => Promise<unknown>;
  readonly onDone: () => Promise<void>;
  readonly children: ReactNode;
}

/** Fields and the button that saves them. */
export function SaveForm({ isDisabled, save, onDone, children }: Props) {
  const { isBusy, problem, run } = useAction();
  const [isSaved, setIsSaved] = useState(false);
  const submit = async () => {
    setIsSaved(false);
    if ((await run(save)) === null) return;
    setIsSaved(true);
    await onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {children}
      <p className={styles.save}>
        <button type="submit" className={button.button} disabled={isDisabled || isBusy}>
          {texts.settings.save}
        </button>
        <span role="status">{isSaved ? texts.settings.saved : ""}</span>
      </p>
      <ProblemNote problem={problem} />
    </form>
  );
}
