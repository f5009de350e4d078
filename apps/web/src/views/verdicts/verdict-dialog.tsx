"use client";

import type { VariablesOf } from "gql.tada";
import { useEffect, useId, useRef, useState } from "react";
import { useClient, type Client } from "urql";
import { toProblem } from "../../data/problem.ts";
import { ACCEPT, CLOSE_FINDING, MARK_IMPORTANT, MUTE } from "../../data/verdict-documents.ts";
import { HOUR_MS } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import styles from "./verdicts.module.css";

export type VerdictTarget = VariablesOf<typeof ACCEPT>["target"];
export type VerdictAction = "accept" | "mute" | "important" | "close";

interface Props {
  readonly action: VerdictAction;
  readonly target: VerdictTarget;
  readonly onClose: (isDone: boolean) => void;
}

const NOTE_MAX = 2_000;
const UNTILS = ["1", "7", "30", "never"] as const;
type Until = (typeof UNTILS)[number];

/** Asks why and for how long, then gives the verdict. */
export function VerdictDialog({ action, target, onClose }: Props) {
  const client = useClient();
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const [note, setNote] = useState("");
  const [until, setUntil] = useState<Until>(action === "mute" ? "7" : "never");
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  useEffect(() => ref.current?.showModal(), []);
  const give = async () => {
    setIsBusy(true);
    const error = await giveVerdict(client, action, target, note.trim() === "" ? null : note.trim(), until);
    setIsBusy(false);
    if (error === null) onClose(true);
    else setProblem(error);
  };
  const untils = UNTILS.filter((each) => action !== "mute" || each !== "never");
  return (
    <dialog ref={ref} className={styles.dialog} aria-labelledby={titleId} onClose={() => onClose(false)}>
      <h2 id={titleId}>{texts.verdicts.actions[action]}</h2>
      <p>{texts.verdicts.explain[action]}</p>
      <label>
        {texts.verdicts.note}
        <textarea
          rows={3}
          maxLength={NOTE_MAX}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {action === "close" ? null : (
        <label>
          {texts.verdicts.until}
          <select
            value={until}
            onChange={(event) => setUntil(UNTILS.find((each) => each === event.target.value) ?? until)}
          >
            {untils.map((each) => (
              <option key={each} value={each}>
                {texts.verdicts.untils[each]}
              </option>
            ))}
          </select>
        </label>
      )}
      {problem === null ? null : <p role="alert">{problem}</p>}
      <p className={styles.buttons}>
        <button type="button" className={button.button} onClick={() => ref.current?.close()}>
          {texts.verdicts.cancel}
        </button>
        <button
          type="button"
          className={`${button.button ?? ""} ${button.primary ?? ""}`}
          disabled={isBusy}
          onClick={() => void give()}
        >
          {texts.verdicts.confirm}
        </button>
      </p>
    </dialog>
  );
}

/** Null when it was given, else why not. */
async function giveVerdict(
  client: Client,
  action: VerdictAction,
  target: VerdictTarget,
  note: string | null,
  until: Until,
): Promise<string | null> {
  const expiresAt =
    until === "never" ? null : new Date(Date.now() + Number(until) * 24 * HOUR_MS).toISOString();
  const answer = () => {
    switch (action) {
      case "accept":
        return client.mutation(ACCEPT, { target, note, expiresAt });
      case "mute":
        return client.mutation(MUTE, { target, note, expiresAt: expiresAt ?? "" });
      case "important":
        return client.mutation(MARK_IMPORTANT, { target, note, expiresAt });
      case "close":
        return client.mutation(CLOSE_FINDING, { id: target.findingId ?? "", note });
    }
  };
  const { error } = await answer().toPromise();
  if (error === undefined) return null;
  const problem = toProblem(error);
  return problem.kind === "away" ? texts.state.awayTitle : problem.message;
}
