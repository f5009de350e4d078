"use client";

import Link from "next/link";
import { HourBars } from "../../chart/hour-bars.tsx";
import type { HourCount } from "../../chart/hour-buckets.ts";
import { ask } from "../../data/ask.ts";
import { usePolled } from "../../data/use-polled.ts";
import { VALUE_HOURS } from "../../data/value-documents.ts";
import { visible } from "../../format/visible.ts";
import { HOUR_MS } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { findingWords } from "./finding-words.ts";
import styles from "./finding-evidence.module.css";
import type { FindingAnswer } from "./overview.ts";

interface Props {
  readonly finding: FindingAnswer;
  /** Lines by hour of what it is about. */
  readonly trend: readonly HourCount[];
}

const POLL_MS = 60_000;
/** Before its latest hour, so that also the only hour of a value stands among others. */
const SERIES_HOURS = 48;
const CHANGES = new Set(["new template", "new on host", "rate spike", "rate drop", "gone silent"]);

/** Whether it says that something changed, or that a value is out of the usual: then it is shown against what is usual. */
export function isComparison({ kind }: Pick<FindingAnswer, "kind">): boolean {
  return kind === "value" || CHANGES.has(kind);
}

/** What changed and against what, the values it is about, and when: its own hours stand out among the others. */
export function FindingEvidence({ finding, trend }: Props) {
  const { what, against } = findingWords(finding.reason);
  const [first] = finding.values;
  const span = { fromMs: Date.parse(finding.firstSeen), toMs: Date.parse(finding.lastSeen) };
  return (
    <div className={styles.evidence}>
      <dl className={styles.facts}>
        <dt>{texts.home.seen}</dt>
        <dd>{visible(what)}</dd>
        {against === "" ? null : (
          <>
            <dt>{texts.home.usual}</dt>
            <dd>{visible(against)}</dd>
          </>
        )}
        <Values values={finding.values} />
        {finding.sources.length === 0 ? null : (
          <>
            <dt>{texts.home.inSources}</dt>
            <dd>{finding.sources.map(({ path }) => visible(path)).join(", ")}</dd>
          </>
        )}
      </dl>
      {first === undefined || finding.kind !== "value" ? (
        <Series hours={trend} marked={span} />
      ) : (
        <ValueSeries value={first} marked={span} />
      )}
    </div>
  );
}

function Values({ values }: Pick<FindingAnswer, "values">) {
  if (values.length === 0) return null;
  return (
    <>
      <dt>{texts.home.values}</dt>
      <dd className={styles.values}>
        {values.map(({ kind, text }) => (
          <Link
            key={`${kind} ${text}`}
            href={`/values?${new URLSearchParams({ kind, text })}`}
            prefetch={false}
          >
            <span>{kind}</span> {visible(text)}
          </Link>
        ))}
      </dd>
    </>
  );
}

interface SeriesProps {
  readonly hours: readonly HourCount[];
  readonly marked: { readonly fromMs: number; readonly toMs: number };
}

function Series({ hours, marked }: SeriesProps) {
  if (hours.length === 0) return null;
  const toMs = (Math.floor(marked.toMs / HOUR_MS) + 1) * HOUR_MS;
  const range = { fromMs: toMs - SERIES_HOURS * HOUR_MS, toMs };
  return (
    <div className={styles.series}>
      <HourBars hours={hours} range={range} height={44} barsMax={SERIES_HOURS} marked={marked} withAxis />
    </div>
  );
}

function ValueSeries({
  value,
  marked,
}: { readonly value: FindingAnswer["values"][number] } & Omit<SeriesProps, "hours">) {
  const { kind, text } = value;
  const [state] = usePolled(
    JSON.stringify(["value hours", kind, text]),
    async (client) => (await ask(client, VALUE_HOURS, { kind, text })).value?.hours ?? [],
    POLL_MS,
  );
  if (state.phase !== "ready") return null;
  return <Series hours={state.data.map(({ hour, count }) => ({ hour, size: count }))} marked={marked} />;
}

/** The lines of one of its templates in its own hours. */
export function linesOf({ firstSeen, lastSeen, hosts }: FindingAnswer, templateId: string): string {
  const parameters = new URLSearchParams({ from: hourAt(firstSeen, 0), to: hourAt(lastSeen, 1) });
  const names = hosts.map(({ name }) => encodeURIComponent(name)).join(",");
  if (names !== "") parameters.set("hosts", names);
  return `/templates/${encodeURIComponent(templateId)}?${parameters}`;
}

/** The start of the hour of an instant, or of one so many hours after it. */
function hourAt(text: string, later: number): string {
  return new Date((Math.floor(Date.parse(text) / HOUR_MS) + later) * HOUR_MS).toISOString();
}
