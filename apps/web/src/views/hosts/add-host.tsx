"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { tell } from "../../data/ask.ts";
import { ADD_HOST, CHECK_HOST } from "../../data/host-documents.ts";
import { useAction } from "../../data/use-action.ts";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { CopyBox } from "../../ui/copy-box.tsx";
import form from "../../ui/form.module.css";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNote } from "../../ui/problem-note.tsx";
import { CheckList, type CheckedHost } from "./check-list.tsx";
import { LoginForm, type HostLogin } from "./login-form.tsx";
import { SourcePicker } from "./source-picker.tsx";
import styles from "./add-host.module.css";

/** What was checked, under which key. */
interface Checked {
  readonly login: HostLogin;
  readonly acceptedKey: string | null;
  readonly answer: CheckedHost;
}

/** A host on its way into the settings: login, key, checks, sources; each step shows when the one before has an answer. */
export function AddHost() {
  const router = useRouter();
  const { isBusy, problem, run } = useAction();
  const [checked, setChecked] = useState<Checked | null>(null);
  const { add } = texts.hosts;
  const check = async (login: HostLogin, acceptedKey: string | null) => {
    const done = await run((client) => tell(client, CHECK_HOST, { host: login, acceptedKey, sources: null }));
    setChecked(done === null ? null : { login, acceptedKey, answer: done.checkHost });
  };
  const save = async ({ login, acceptedKey }: Checked, sources: readonly string[], follow: boolean) => {
    const done = await run((client) =>
      tell(client, ADD_HOST, { host: login, acceptedKey, sources: [...sources], follow }),
    );
    if (done !== null) router.push("/hosts");
  };
  const answer = checked?.answer;
  const key = answer?.unknownKey ?? null;
  return (
    <>
      <PageHead title={add.title} lead={add.lead} />
      <div className={styles.steps}>
        <Panel title={add.login}>
          <LoginForm isBusy={isBusy} onCheck={(login) => void check(login, null)} />
        </Panel>
        <ProblemNote problem={problem} />
        {checked === null || answer === undefined || key === null ? null : (
          <Panel title={add.key}>
            <div className={styles.body}>
              <p>{add.keyText(visible(answer.name), visible(key.type))}</p>
              <CopyBox text={key.sha256} />
              <p>{add.keyCompare}</p>
              <CopyBox text={key.command} />
              <div className={form.buttons}>
                <button
                  type="button"
                  className={`${button.button ?? ""} ${button.primary ?? ""}`}
                  disabled={isBusy}
                  onClick={() => void check(checked.login, key.sha256)}
                >
                  {isBusy ? texts.hosts.check.busy : add.keyAccept}
                </button>
                <button type="button" className={button.button} onClick={() => setChecked(null)}>
                  {add.keyRefuse}
                </button>
              </div>
            </div>
          </Panel>
        )}
        {answer === undefined || answer.checks.length === 0 ? null : (
          <Panel title={add.checks}>
            <CheckList checks={answer.checks} />
          </Panel>
        )}
        {checked === null || answer === undefined || key !== null ? null : answer.isUsable ? (
          <Panel title={add.sources}>
            <SourcePicker
              proposed={answer.sources}
              unreadable={answer.checks.filter(({ state }) => state === "red").map(({ subject }) => subject)}
              isBusy={isBusy}
              onSave={(sources, follow) => void save(checked, sources, follow)}
            />
          </Panel>
        ) : (
          <p>{add.notUsable}</p>
        )}
      </div>
    </>
  );
}
