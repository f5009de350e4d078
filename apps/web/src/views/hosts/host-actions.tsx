"use client";

import { useState } from "react";
import { tell } from "../../data/ask.ts";
import { PAUSE_HOST, REMOVE_HOST, RESUME_HOST, TEST_HOST } from "../../data/host-documents.ts";
import { useAction } from "../../data/use-action.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { Dialog } from "../../ui/dialog.tsx";
import { ProblemNote } from "../../ui/problem-note.tsx";
import { CheckList, type CheckedHost } from "./check-list.tsx";
import { CollectNow } from "./collect-now.tsx";
import styles from "./host-actions.module.css";

interface Props {
  readonly name: string;
  readonly isPaused: boolean;
  readonly onDone: () => Promise<void>;
}

/** What can be done with a host of the settings. */
export function HostActions({ name, isPaused, onDone }: Props) {
  const { isBusy, problem, run } = useAction();
  const [checked, setChecked] = useState<CheckedHost | null>(null);
  const [isRemoving, setIsRemoving] = useState(false);
  const pause = async () => {
    if ((await run((client) => tell(client, isPaused ? RESUME_HOST : PAUSE_HOST, { name }))) !== null)
      await onDone();
  };
  const check = async () => {
    const answer = await run((client) => tell(client, TEST_HOST, { name }));
    setChecked(answer?.testHost ?? null);
  };
  const remove = async () => {
    const answer = await run((client) => tell(client, REMOVE_HOST, { name }));
    setIsRemoving(false);
    if (answer !== null) await onDone();
  };
  return (
    <>
      <div className={styles.actions} role="group" aria-label={texts.hosts.actions(name)}>
        {isPaused ? null : <CollectNow host={name} onCollected={onDone} />}
        <button type="button" className={button.button} disabled={isBusy} onClick={() => void check()}>
          {isBusy ? texts.hosts.check.busy : texts.hosts.check.again}
        </button>
        <button type="button" className={button.button} disabled={isBusy} onClick={() => void pause()}>
          {isPaused ? texts.hosts.resume : texts.hosts.pause}
        </button>
        <button type="button" className={button.button} onClick={() => setIsRemoving(true)}>
          {texts.hosts.remove}
        </button>
      </div>
      <ProblemNote problem={problem} />
      {checked === null ? null : (
        <div className={styles.checked} role="status">
          <CheckList checks={checked.checks} />
          <p>
            <button type="button" className={button.quiet} onClick={() => setChecked(null)}>
              {texts.hosts.check.hide}
            </button>
          </p>
        </div>
      )}
      {isRemoving ? (
        <Dialog
          title={texts.hosts.removeTitle(name)}
          confirm={texts.hosts.remove}
          isBusy={isBusy}
          onConfirm={() => void remove()}
          onCancel={() => setIsRemoving(false)}
        >
          <p>{texts.hosts.removeText}</p>
        </Dialog>
      ) : null}
    </>
  );
}
