"use client";

import Link from "next/link";
import { ask } from "../../data/ask.ts";
import { OVERVIEW } from "../../data/documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { HOUR_MS } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { When } from "../../ui/when.tsx";
import { Findings } from "./findings.tsx";
import { toOverview, type Overview } from "./overview.ts";
import { SidePanels } from "./side-panels.tsx";
import { Timeline } from "./timeline.tsx";
import styles from "./home.module.css";

const POLL_MS = 5_000;
const FINDINGS_MAX = 200;
const RUNS_MAX = 10;
const TIMELINE_HOURS = 47;

/** What needs a look, and the numbers it rests on. */
export function Home() {
  const [state, reload] = usePolled(
    "overview",
    async (client) => {
      const from = new Date(Date.now() - TIMELINE_HOURS * HOUR_MS).toISOString();
      return toOverview(await ask(client, OVERVIEW, { findings: FINDINGS_MAX, runs: RUNS_MAX, from }));
    },
    POLL_MS,
  );
  return (
    <Answer state={state} skeleton={<HomeSkeleton />}>
      {(overview) =>
        overview.isEmpty ? (
          <NoLines hasHosts={overview.hosts.length > 0} />
        ) : (
          <Filled overview={overview} onVerdict={() => void reload()} />
        )
      }
    </Answer>
  );
}

interface FilledProps {
  readonly overview: Overview;
  readonly onVerdict: () => void;
}

function Filled({ overview, onVerdict }: FilledProps) {
  const facts = texts.home.facts(overview.kinds, overview.linesInTree, overview.hosts.length);
  return (
    <>
      <PageHead
        title={headline(overview)}
        lead={
          <>
            {facts}, {texts.home.lastRun}{" "}
            <When at={overview.lastRun?.endedAt ?? overview.lastRun?.startedAt ?? null} />
          </>
        }
      />
      <div className={styles.columns}>
        <div className={styles.main}>
          {overview.troubled.length === 0 ? null : (
            <p className={styles.trouble}>
              <strong>{texts.home.troubleTitle(overview.troubled.length)}</strong>{" "}
              {overview.troubled.map((host) => host.name).join(", ")}.{" "}
              <Link href="/hosts">{texts.home.toHosts}</Link>
            </p>
          )}
          {overview.learning.length === 0 ? null : (
            <p className={styles.learning}>
              <strong>{texts.home.learningTitle}.</strong> {texts.home.learningText(overview.learning)}
            </p>
          )}
          <Timeline overview={overview} />
          <Findings overview={overview} onVerdict={onVerdict} />
        </div>
        <SidePanels overview={overview} />
      </div>
    </>
  );
}

function headline({ urgentCount, findingCount }: Overview): string {
  if (urgentCount > 0) return texts.home.needTitle(urgentCount);
  return findingCount > 0 ? texts.home.lowOnlyTitle : texts.home.quietTitle;
}

function HomeSkeleton() {
  return (
    <div className={styles.columns}>
      <Skeleton rows={9} height={44} />
      <Skeleton rows={2} height={320} />
    </div>
  );
}
