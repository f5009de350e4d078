"use client";

import { ask } from "../../data/ask.ts";
import { usePolled } from "../../data/use-polled.ts";
import { BRANCH_VERDICT } from "../../data/verdict-documents.ts";
import { texts } from "../../texts.ts";
import { VerdictBar } from "./verdict-bar.tsx";
import type { VerdictTarget } from "./verdict-dialog.tsx";
import styles from "./verdicts.module.css";

interface Props {
  /** The cluster whose verdict is shown: a branch, or the leaf of a template. */
  readonly clusterId: string;
  readonly target: VerdictTarget;
}

const POLL_MS = 20_000;

/** The verdict that holds for a branch or a template, and the ways to give one. */
export function BranchVerdict({ clusterId, target }: Props) {
  const [state, reload] = usePolled(
    `verdict ${clusterId}`,
    async (client) => (await ask(client, BRANCH_VERDICT, { id: clusterId })).branchToday,
    POLL_MS,
  );
  if (state.phase !== "ready") return null;
  const { verdict = null, judgedLeaves = 0 } = state.data ?? {};
  return (
    <div className={styles.branch}>
      <VerdictBar
        target={target}
        verdict={verdict}
        actions={["accept", "mute", "important"]}
        onDone={() => void reload()}
      />
      {verdict === null && judgedLeaves > 0 ? (
        <span className={styles.judged}>{texts.verdicts.judged(judgedLeaves)}</span>
      ) : null}
    </div>
  );
}
