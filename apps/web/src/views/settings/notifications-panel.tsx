"use client";

import { useState } from "react";
import { tell } from "../../data/ask.ts";
import { RETRY_NOTIFICATIONS, SET_TARGET, TEST_NOTIFICATION } from "../../data/settings-documents.ts";
import { useAction } from "../../data/use-action.ts";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import form from "../../ui/form.module.css";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNote } from "../../ui/problem-note.tsx";
import { When } from "../../ui/when.tsx";
import type { NotificationTarget } from "./settings-view.tsx";
import styles from "./settings.module.css";

interface Props {
  readonly targets: readonly NotificationTarget[];
  /** There is no file in which one could be switched off. */
  readonly isFixed: boolean;
  readonly onDone: () => Promise<void>;
}

/** Who is told of findings, and how that goes. */
export function NotificationsPanel({ targets, isFixed, onDone }: Props) {
  return (
    <Panel title={texts.settings.notifications}>
      {targets.length === 0 ? <p className={styles.body}>{texts.settings.noTargets}</p> : null}
      <ul>
        {targets.map((target) => (
          <Target key={target.name} target={target} isFixed={isFixed} onDone={onDone} />
        ))}
      </ul>
    </Panel>
  );
}

interface TargetProps extends Omit<Props, "targets"> {
  readonly target: NotificationTarget;
}

function Target({ target, isFixed, onDone }: TargetProps) {
  const { name, enabled, kind, address, lastSentAt, lastFailedAt, lastError, dead } = target;
  const { isBusy, problem, run } = useAction();
  const [said, setSaid] = useState("");
  const act = async (work: Parameters<typeof run<string>>[0]) => {
    setSaid("");
    const done = await run(work);
    if (done === null) return;
    setSaid(done);
    await onDone();
  };
  return (
    <li className={styles.target}>
      <div>
        <p>
          <strong>{name}</strong> {kind} <code>{visible(address)}</code>
          {enabled ? null : <span className={styles.off}> {texts.settings.off}</span>}
        </p>
        <p className={form.hint}>{terms(target).join(", ")}</p>
        <p className={form.hint}>
          {lastSentAt === null ? null : (
            <>
              {texts.settings.lastSent} <When at={lastSentAt} />
            </>
          )}
          {lastFailedAt === null ? null : (
            <span className={styles.failed}>
              {" "}
              {texts.settings.lastFailed} <When at={lastFailedAt} />: {visible(lastError ?? "")}
            </span>
          )}
        </p>
        <p role="status">{said}</p>
        <ProblemNote problem={problem} />
      </div>
      <div className={form.buttons}>
        <button
          type="button"
          className={button.button}
          disabled={isBusy}
          onClick={() =>
            void act(async (client) => {
              const { testNotification } = await tell(client, TEST_NOTIFICATION, { target: name });
              if (!testNotification.isSent)
                throw new Error(testNotification.error ?? texts.settings.lastFailed);
              return texts.settings.tested(testNotification.elapsedMs);
            })
          }
        >
          {isBusy ? texts.settings.testing : texts.settings.test}
        </button>
        {dead === 0 ? null : (
          <button
            type="button"
            className={button.button}
            disabled={isBusy}
            onClick={() =>
              void act(async (client) =>
                texts.settings.retried(
                  (await tell(client, RETRY_NOTIFICATIONS, { target: name })).retryNotifications,
                ),
              )
            }
          >
            {texts.settings.retry}
          </button>
        )}
        {isFixed ? null : (
          <button
            type="button"
            className={button.button}
            disabled={isBusy}
            onClick={() =>
              void act(async (client) => {
                await tell(client, SET_TARGET, { target: name, enabled: !enabled });
                return texts.settings.saved;
              })
            }
          >
            {enabled ? texts.settings.switchOff : texts.settings.switchOn}
          </button>
        )}
      </div>
    </li>
  );
}

/** What it is told of, when, and what waits. */
function terms(target: NotificationTarget): string[] {
  const { severity, hosts, kinds, digestMinutes, quietFrom, quietTo, waiting, dead } = target;
  const { settings, severities } = texts;
  return [
    settings.from(severities[severity] ?? severity),
    hosts === null ? "" : settings.onlyHosts(hosts),
    kinds === null ? "" : settings.onlyKinds(kinds),
    digestMinutes === null ? "" : settings.digest(digestMinutes),
    quietFrom === null || quietTo === null ? "" : settings.quiet(quietFrom, quietTo),
    waiting === 0 ? "" : settings.waiting(waiting),
    dead === 0 ? "" : settings.dead(dead),
  ].filter(Boolean);
}
