"use client";

import type { VariablesOf } from "gql.tada";
import { useState } from "react";
import type { Client } from "urql";
import { tell } from "../../data/ask.ts";
import { useAction } from "../../data/use-action.ts";
import { ACCEPT, CLOSE_FINDING, MARK_IMPORTANT, MUTE } from "../../data/verdict-documents.ts";
import { HOUR_MS } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { Dialog } from "../../ui/dialog.tsx";
import form from "../../ui/form.module.css";
import { ProblemNote } from "../../ui/problem-note.tsx";

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
  const { isBusy, problem, run } = useAction();
  const [note, setNote] = useState("");
  const [until, setUntil] = useState<Until>(action === "mute" ? "7" : "never");
  const give = async () => {
    const given = await run((client) => giveVerdict(client, action, target, note.trim() || null, until));
    if (given !== null) onClose(true);
  };
  const untils = UNTILS.filter((each) => action !== "mute" || each !== "never");
  return (
    <Dialog
      title={texts.verdicts.actions[action]}
      confirm={texts.verdicts.confirm}
      isBusy={isBusy}
      onConfirm={() => void give()}
      onCancel={() => onClose(false)}
    >
      <p>{texts.verdicts.explain[action]}</p>
      <label className={form.field}>
        {texts.verdicts.note}
        <textarea
          rows={3}
          maxLength={NOTE_MAX}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {action === "close" ? null : (
        <label className={form.field}>
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
      <ProblemNote problem={problem} />
    </Dialog>
  );
}

function giveVerdict(
  client: Client,
  action: VerdictAction,
  target: VerdictTarget,
  note: string | null,
  until: Until,
): Promise<unknown> {
  const expiresAt =
    until === "never" ? null : new Date(Date.now() + Number(until) * 24 * HOUR_MS).toISOString();
  switch (action) {
    case "accept":
      return tell(client, ACCEPT, { target, note, expiresAt });
    case "mute":
      return tell(client, MUTE, { target, note, expiresAt: expiresAt ?? "" });
    case "important":
      return tell(client, MARK_IMPORTANT, { target, note, expiresAt });
    case "close":
      return tell(client, CLOSE_FINDING, { id: target.findingId ?? "", note });
  }
}
