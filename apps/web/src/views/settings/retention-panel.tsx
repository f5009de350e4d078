"use client";

import { useState } from "react";
import { tell } from "../../data/ask.ts";
import { SET_RETENTION } from "../../data/settings-documents.ts";
import { texts } from "../../texts.ts";
import form from "../../ui/form.module.css";
import { Panel } from "../../ui/panel.tsx";
import { SaveForm } from "./save-form.tsx";
import type { Settings } from "./settings-view.tsx";
import styles from "./settings.module.css";

interface Props {
  readonly settings: Settings;
  readonly onDone: () => Promise<void>;
}

/** How long lines are kept, and how many. */
export function RetentionPanel({ settings: { archive, file, keepDendrograms }, onDone }: Props) {
  const [said, setSaid] = useState<{ readonly days?: string; readonly gigabytes?: string }>({});
  const days = said.days ?? String(archive?.keepDays ?? "");
  const gigabytes = said.gigabytes ?? String(archive?.keepGigabytes ?? "");
  const isChanged = Number(days) !== archive?.keepDays || Number(gigabytes) !== archive.keepGigabytes;
  return (
    <Panel title={texts.settings.retention}>
      <div className={styles.body}>
        {archive === null ? (
          <p>{texts.settings.archiveOff}</p>
        ) : (
          <SaveForm
            isDisabled={file === null || !isChanged || !(Number(days) > 0) || !(Number(gigabytes) > 0)}
            save={(client) =>
              tell(client, SET_RETENTION, { keepDays: Number(days), keepGigabytes: Number(gigabytes) })
            }
            onDone={async () => {
              await onDone();
              setSaid({});
            }}
          >
            <div className={styles.pair}>
              <label className={form.field}>
                {texts.settings.keepDays}
                <input
                  type="number"
                  min={1}
                  step={1}
                  value={days}
                  disabled={file === null}
                  onChange={(event) => setSaid({ ...said, days: event.target.value })}
                />
              </label>
              <label className={form.field}>
                {texts.settings.keepGigabytes}
                <input
                  type="number"
                  min={0.01}
                  step="any"
                  value={gigabytes}
                  disabled={file === null}
                  onChange={(event) => setSaid({ ...said, gigabytes: event.target.value })}
                />
              </label>
            </div>
          </SaveForm>
        )}
        <p className={form.hint}>
          {archive === null ? null : (
            <>
              {texts.settings.folder} <code>{archive.folder}</code>.{" "}
            </>
          )}
          {texts.settings.dendrograms(keepDendrograms)}
        </p>
      </div>
    </Panel>
  );
}
