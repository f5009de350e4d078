"use client";

import type { ResultOf } from "gql.tada";
import { ask } from "../../data/ask.ts";
import { SETTINGS } from "../../data/settings-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { texts } from "../../texts.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Answer, Skeleton } from "../../ui/states.tsx";
import { NotificationsPanel } from "./notifications-panel.tsx";
import { RetentionPanel } from "./retention-panel.tsx";
import { RulesPanel } from "./rules-panel.tsx";
import { SchedulePanel } from "./schedule-panel.tsx";
import styles from "./settings.module.css";

type SettingsAnswer = ResultOf<typeof SETTINGS>;
export type Settings = SettingsAnswer["settings"];
export type NotificationTarget = SettingsAnswer["notificationTargets"][number];
export type Rule = SettingsAnswer["rules"][number];

const POLL_MS = 15_000;

/** What DeepSec runs with: schedule, retention, notifications, redaction, rules. */
export function SettingsView() {
  const [state, reload] = usePolled("settings", (client) => ask(client, SETTINGS, {}), POLL_MS);
  return (
    <Answer state={state} skeleton={<Skeleton rows={3} height={320} />}>
      {({ settings, notificationTargets, rules }) => (
        <>
          <PageHead
            title={texts.settings.title}
            lead={settings.file === null ? texts.settings.noFile : texts.settings.lead(settings.file)}
          />
          <div className={styles.panels}>
            <SchedulePanel settings={settings} onDone={reload} />
            <RetentionPanel settings={settings} onDone={reload} />
            <NotificationsPanel
              targets={notificationTargets}
              isFixed={settings.file === null}
              onDone={reload}
            />
            <RedactionPanel settings={settings} />
            <RulesPanel rules={rules} paths={settings.rulePaths} />
          </div>
        </>
      )}
    </Answer>
  );
}

function RedactionPanel({ settings }: { readonly settings: Settings }) {
  const open = settings.hosts.flatMap(({ name, sources }) =>
    sources.filter(({ redacts }) => !redacts).map(({ path }) => `${name}: ${path}`),
  );
  return (
    <Panel title={texts.settings.redaction}>
      <div className={styles.body}>
        <p>{open.length === 0 ? texts.settings.redactionOn : texts.settings.redactionOff}</p>
        {open.length === 0 ? null : (
          <ul>
            {open.map((source) => (
              <li key={source}>
                <code>{source}</code>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}
