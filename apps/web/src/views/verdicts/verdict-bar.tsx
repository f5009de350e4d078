"use client";

import type { ResultOf } from "gql.tada";
import { useState } from "react";
import { tell } from "../../data/ask.ts";
import { useAction } from "../../data/use-action.ts";
import { REOPEN, type VERDICTS } from "../../data/verdict-documents.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { ProblemNote } from "../../ui/problem-note.tsx";
import { When } from "../../ui/when.tsx";
import { VerdictDialog, type VerdictAction, type VerdictTarget } from "./verdict-dialog.tsx";
import styles from "./verdicts.module.css";

export type VerdictAnswer = ResultOf<typeof VERDICTS>["verdicts"][number];

interface Props {
  readonly target: VerdictTarget;
  /** What holds for it; null when nothing does. */
  readonly verdict: VerdictAnswer | null;
  readonly actions: readonly VerdictAction[];
  /** Called when a verdict was given or taken back. */
  readonly onDone: () => void;
}

/** What was decided about something, or the ways to decide it. */
export function VerdictBar({ target, verdict, actions, onDone }: Props) {
  const [action, setAction] = useState<VerdictAction | null>(null);
  return (
    <div className={styles.bar} role="group" aria-label={texts.verdicts.bar}>
      {verdict === null ? (
        actions.map((each) => (
          <button
            key={each}
            type="button"
            className={button.button}
            title={texts.verdicts.explain[each]}
            onClick={() => setAction(each)}
          >
            {texts.verdicts.actions[each]}
          </button>
        ))
      ) : (
        <>
          <VerdictWords verdict={verdict} />
          <Reopen id={verdict.id} onDone={onDone} />
        </>
      )}
      {action === null ? null : (
        <VerdictDialog
          action={action}
          target={target}
          onClose={(isDone) => {
            setAction(null);
            if (isDone) onDone();
          }}
        />
      )}
    </div>
  );
}

/** A verdict in a line. */
export function VerdictWords({ verdict }: { readonly verdict: VerdictAnswer }) {
  return (
    <span className={styles.words} data-phase={verdict.phase}>
      <strong>{texts.verdicts.phases[verdict.phase] ?? verdict.phase}</strong> {texts.verdicts.by}{" "}
      {verdict.author}, <When at={verdict.createdAt} />
      {verdict.expiresAt === null ? null : (
        <>
          , {texts.verdicts.expires} <When at={verdict.expiresAt} />
        </>
      )}
      {verdict.note === "" ? null : `: ${verdict.note}`}
    </span>
  );
}

/** Takes a verdict back. */
export function Reopen({ id, onDone }: { readonly id: string; readonly onDone: () => void }) {
  const { isBusy, problem, run } = useAction();
  const reopen = async () => {
    if ((await run((client) => tell(client, REOPEN, { id, note: null }))) !== null) onDone();
  };
  return (
    <>
      <button type="button" className={button.button} disabled={isBusy} onClick={() => void reopen()}>
        {texts.verdicts.reopen}
      </button>
      <ProblemNote problem={problem} />
    </>
  );
}
