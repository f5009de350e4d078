"use client";

import { useState } from "react";
import { tell } from "../../data/ask.ts";
import { COLLECT_NOW } from "../../data/host-documents.ts";
import { useAction } from "../../data/use-action.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { ProblemNote } from "../../ui/problem-note.tsx";
import styles from "./hosts.module.css";

interface Props {
  /** Null: all. */
  readonly host: string | null;
  readonly isPrimary?: boolean;
  readonly onCollected: () => Promise<void>;
}

/** Starts a collection cycle and says what it brought. */
export function CollectNow({ host, isPrimary = false, onCollected }: Props) {
  const { isBusy, problem, run } = useAction();
  const [brought, setBrought] = useState("");
  const collect = async () => {
    setBrought("");
    const done = await run((client) => tell(client, COLLECT_NOW, { hosts: host === null ? null : [host] }));
    if (done === null) return;
    const { lines, newTemplates, errorCount } = done.collectNow;
    setBrought(texts.hosts.collected(Number(lines), newTemplates, errorCount));
    await onCollected();
  };
  return (
    <>
      <span className={styles.collected} role="status">
        {brought}
      </span>
      <ProblemNote problem={problem} />
      <button
        type="button"
        className={isPrimary ? `${button.button ?? ""} ${button.primary ?? ""}` : button.button}
        disabled={isBusy}
        onClick={() => void collect()}
      >
        {isBusy ? texts.hosts.collecting : texts.hosts.collect}
      </button>
    </>
  );
}
