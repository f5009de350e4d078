"use client";

import type { ResultOf } from "gql.tada";
import Link from "next/link";
import { HourBars } from "../../chart/hour-bars.tsx";
import { ask } from "../../data/ask.ts";
import { usePolled } from "../../data/use-polled.ts";
import { VALUE } from "../../data/value-documents.ts";
import { formatCount } from "../../format/numbers.ts";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import { LevelMark } from "../../ui/level.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Answer, Notice, Skeleton } from "../../ui/states.tsx";
import { TemplateText } from "../../ui/template-text.tsx";
import { useUrlState } from "../../ui/use-url-state.ts";
import { When } from "../../ui/when.tsx";
import { SeverityMark } from "../home/severity-mark.tsx";
import { VerdictBar } from "../verdicts/verdict-bar.tsx";
import styles from "./value.module.css";

type ValueAnswer = NonNullable<ResultOf<typeof VALUE>["value"]>;

const POLL_MS = 20_000;

/** One value (an address, a user): where it was, in which kinds of line, when, and why it is suspicious. */
export function ValueView() {
  const [parameters] = useUrlState();
  const kind = parameters.get("kind") ?? "";
  const text = parameters.get("text") ?? "";
  const [state, reload] = usePolled(
    JSON.stringify(["value", kind, text]),
    async (client) => (await ask(client, VALUE, { kind, text })).value,
    POLL_MS,
  );
  return (
    <Answer state={state} skeleton={<Skeleton rows={8} height={44} />}>
      {(value) =>
        value === null ? (
          <Notice title={texts.value.missingTitle}>
            <p>{texts.value.missingText}</p>
          </Notice>
        ) : (
          <Filled value={value} onVerdict={() => void reload()} />
        )
      }
    </Answer>
  );
}

function Filled({ value, onVerdict }: { readonly value: ValueAnswer; readonly onVerdict: () => void }) {
  const events = value.hosts.reduce((sum, { count }) => sum + Number(count), 0);
  return (
    <>
      <PageHead
        title={
          <span className={styles.title}>
            <span className={styles.kind}>{value.kind}</span> <code>{visible(value.text)}</code>
          </span>
        }
        lead={texts.value.lead(events, value.hosts.length, value.places.length)}
        controls={
          <VerdictBar
            target={{ value: { kind: value.kind, text: value.text } }}
            verdict={value.verdict}
            actions={["accept", "mute", "important"]}
            onDone={onVerdict}
          />
        }
      />
      <div className={styles.columns}>
        <div className={styles.main}>
          <Panel title={texts.value.findings}>
            {value.findings.length === 0 ? <p className={styles.none}>{texts.value.noFindings}</p> : null}
            <ul className={styles.rows}>
              {bySeverity(value.findings).map((finding) => (
                <li key={finding.id} className={styles.finding}>
                  <SeverityMark severity={finding.severity} />
                  <span>{visible(finding.reason)}</span>
                  <When at={finding.lastSeen} />
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={texts.value.hours}>
            <div className={styles.body}>
              <HourBars
                hours={value.hours.map(({ hour, count }) => ({ hour, size: count }))}
                height={72}
                withAxis
              />
            </div>
          </Panel>
          <Panel title={texts.value.places}>
            <ul className={styles.rows}>
              {value.places.map((place) => (
                <li key={`${place.templateId} ${place.slot}`} className={styles.place}>
                  <Link href={`/templates/${encodeURIComponent(place.templateId)}`} prefetch={false}>
                    <LevelMark level={place.level} />
                    <TemplateText text={place.template} fit="line" />
                  </Link>
                  <span>{texts.value.place(place.slot)}</span>
                  <span>{formatCount(Number(place.count))}</span>
                </li>
              ))}
            </ul>
          </Panel>
        </div>
        <Panel title={texts.value.hosts}>
          <ul className={styles.rows}>
            {value.hosts.map((host) => (
              <li key={host.host} className={styles.host}>
                <strong>{host.host}</strong>
                <span>{texts.events(Number(host.count))}</span>
                <span className={styles.when}>
                  {texts.value.first} <When at={host.firstSeen} />, <When at={host.lastSeen} />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      </div>
    </>
  );
}

const SEVERITIES = ["HIGH", "MEDIUM", "LOW"];

/** The highest first, within one the latest. */
function bySeverity(findings: ValueAnswer["findings"]): ValueAnswer["findings"] {
  return findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}
