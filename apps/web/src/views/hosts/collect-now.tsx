"use client";

import { useState } from "react";
import { useClient } from "urql";
import { COLLECT_NOW } from "../../data/documents.ts";
import { toProblem } from "../../data/problem.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import styles from "./hosts.module.css";

type Phase =
  { readonly kind: "idle" | "running" } | { readonly kind: "done" | "failed"; readonly text: string };

/** Starts a collection cycle and says what it brought. */
export function CollectNow({ onCollected }: { readonly onCollected: () => Promise<void> }) {
  const client = useClient();
  const [phase, setPhase] = useState<Phase>({ kind: "idle" });
  const collect = async () => {
    setPhase({ kind: "running" });
    const { data, error } = await client.mutation(COLLECT_NOW, {}).toPromise();
    if (data === undefined || error !== undefined) {
      const problem = toProblem(error);
      setPhase({ kind: "failed", text: problem.kind === "away" ? texts.state.awayTitle : problem.message });
      return;
    }
    const { lines, newTemplates, errorCount } = data.collectNow;
    setPhase({ kind: "done", text: texts.hosts.collected(Number(lines), newTemplates, errorCount) });
    await onCollected();
  };
  return (
    <>
      <span className={styles.collected} role="status" data-kind={phase.kind}>
        {"text" in phase ? phase.text : ""}
      </span>
      <button
        type="button"
        className={`${button.button ?? ""} ${button.primary ?? ""}`}
        disabled={phase.kind === "running"}
        onClick={() => void collect()}
      >
        {phase.kind === "running" ? texts.hosts.collecting : texts.hosts.collect}
      </button>
    </>
  );
}
