"use client";

import Link from "next/link";
import { ask } from "../../data/ask.ts";
import { usePolled } from "../../data/use-polled.ts";
import { VERDICTS } from "../../data/verdict-documents.ts";
import type { Table } from "../../export/csv.ts";
import { ExportMenu } from "../../export/export-menu.tsx";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Answer, Skeleton } from "../../ui/states.tsx";
import { When } from "../../ui/when.tsx";
import { Reopen, VerdictWords, type VerdictAnswer } from "./verdict-bar.tsx";
import tag from "../../ui/tag.module.css";
import styles from "./verdicts.module.css";

const POLL_MS = 20_000;

/** What was decided, what of it holds, and the trail of who did what. */
export function VerdictsView() {
  const [state, reload] = usePolled("verdicts", (client) => ask(client, VERDICTS, {}), POLL_MS);
  return (
    <Answer state={state} skeleton={<Skeleton rows={8} height={44} />}>
      {({ verdicts, audit }) => {
        const inForce = verdicts.filter((verdict) => verdict.isInForce);
        const ended = verdicts.filter((verdict) => !verdict.isInForce);
        return (
          <>
            <PageHead
              title={texts.verdicts.title}
              lead={texts.verdicts.lead(inForce.length)}
              controls={<ExportMenu name="deepsec-verdicts" table={() => verdictsTable(verdicts)} />}
            />
            <div className={styles.page}>
              <Panel title={texts.verdicts.inForce}>
                {inForce.length === 0 ? <p className={styles.none}>{texts.verdicts.none}</p> : null}
                <ul>
                  {inForce.map((verdict) => (
                    <VerdictItem key={verdict.id} verdict={verdict} onDone={() => void reload()} />
                  ))}
                </ul>
              </Panel>
              {ended.length === 0 ? null : (
                <Panel title={texts.verdicts.ended}>
                  <ul>
                    {ended.map((verdict) => (
                      <VerdictItem key={verdict.id} verdict={verdict} onDone={null} />
                    ))}
                  </ul>
                </Panel>
              )}
              {audit.length === 0 ? null : (
                <Panel title={texts.verdicts.trail}>
                  <ol className={styles.trail}>
                    {audit.map((entry) => (
                      <li key={entry.id}>
                        <When at={entry.at} /> <strong>{entry.author}</strong> {entry.action}:{" "}
                        {visible(entry.subject)}
                        {entry.note === "" ? "" : ` – ${visible(entry.note)}`}
                      </li>
                    ))}
                  </ol>
                </Panel>
              )}
            </div>
          </>
        );
      }}
    </Answer>
  );
}

interface ItemProps {
  readonly verdict: VerdictAnswer;
  /** Null when there is nothing to take back. */
  readonly onDone: (() => void) | null;
}

function VerdictItem({ verdict, onDone }: ItemProps) {
  const href = linkOf(verdict);
  const subject = visible(verdict.subject);
  return (
    <li className={styles.item}>
      <div>
        <p className={styles.subject}>
          <span className={tag.tag}>{texts.verdicts.targets[verdict.target] ?? verdict.target}</span>{" "}
          {href === null ? (
            subject
          ) : (
            <Link href={href} prefetch={false}>
              {subject}
            </Link>
          )}
        </p>
        <p>
          <VerdictWords verdict={verdict} />
        </p>
        {verdict.templateCount === 0 ? null : (
          <p className={styles.judged}>
            {texts.verdicts.covers(verdict.templateCount)}
            {verdict.inheritedCount === 0 ? "" : `, ${texts.verdicts.inherited(verdict.inheritedCount)}`}
          </p>
        )}
        {verdict.endedAt === null ? null : (
          <p className={styles.judged}>
            {verdict.endReason} <When at={verdict.endedAt} />
          </p>
        )}
      </div>
      {onDone === null ? null : <Reopen id={verdict.id} onDone={onDone} />}
    </li>
  );
}

function verdictsTable(verdicts: readonly VerdictAnswer[]): Table {
  return {
    columns: [
      "id",
      "verdict",
      "of",
      "subject",
      "kinds",
      "note",
      "author",
      "given",
      "until",
      "inForce",
      "ended",
      "why",
    ],
    rows: verdicts.map((verdict) => [
      verdict.id,
      verdict.phase,
      verdict.target,
      verdict.subject,
      verdict.templateCount,
      verdict.note,
      verdict.author,
      verdict.createdAt,
      verdict.expiresAt,
      String(verdict.isInForce),
      verdict.endedAt,
      verdict.endReason,
    ]),
  };
}

function linkOf({ target, clusterId, templateId, valueKind, valueText }: VerdictAnswer): string | null {
  if (target === "branch" && clusterId !== null) return `/branches/${encodeURIComponent(clusterId)}`;
  if (target === "template" && templateId !== null) return `/templates/${encodeURIComponent(templateId)}`;
  if (valueKind !== null && valueText !== null)
    return `/values?${new URLSearchParams({ kind: valueKind, text: valueText })}`;
  return null;
}
