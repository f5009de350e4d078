"use client";

import { useState } from "react";
import { tell } from "../../data/ask.ts";
import { SET_SCHEDULE } from "../../data/settings-documents.ts";
import { texts } from "../../texts.ts";
import form from "../../ui/form.module.css";
import { Panel } from "../../ui/panel.tsx";
import { When } from "../../ui/when.tsx";
import { SaveForm } from "./save-form.tsx";
import type { Settings } from "./settings-view.tsx";
import styles from "./settings.module.css";

interface Props {
  readonly settings: Settings;
  readonly onDone: () => Promise<void>;
}

const PATTERN_MAX = 200;

/** When logs are read. */
export function SchedulePanel({ settings, onDone }: Props) {
  const { schedule, nextCollectionAt, timeZone, file, hosts } = settings;
  const [said, setSaid] = useState<string | null>(null);
  const pattern = said ?? schedule ?? "";
  const sources = hosts.flatMap((host) => host.sources);
  const followed = sources.filter(({ isFollowed }) => isFollowed).length;
  return (
    <Panel
      title={texts.settings.schedule}
      aside={
        nextCollectionAt === null ? (
          <span>{texts.settings.never}</span>
        ) : (
          <span>
            {texts.settings.next} <When at={nextCollectionAt} asClock />
          </span>
        )
      }
    >
      <div className={styles.body}>
        <SaveForm
          isDisabled={file === null || pattern.trim() === "" || pattern === schedule}
          save={(client) => tell(client, SET_SCHEDULE, { schedule: pattern.trim() })}
          onDone={async () => {
            await onDone();
            setSaid(null);
          }}
        >
          <label className={form.field}>
            {texts.settings.scheduleLabel}
            <input
              type="text"
              className={styles.code}
              value={pattern}
              maxLength={PATTERN_MAX}
              disabled={file === null}
              autoComplete="off"
              spellCheck={false}
              onChange={(event) => setSaid(event.target.value)}
            />
            <span className={form.hint}>{texts.settings.scheduleHint}</span>
          </label>
        </SaveForm>
        <p className={form.hint}>
          {texts.settings.followed(followed, sources.length)} {texts.settings.timeZone(timeZone)}
        </p>
      </div>
    </Panel>
  );
}
