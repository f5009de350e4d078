"use client";

import type { ResultOf } from "gql.tada";
import { ask } from "../../data/ask.ts";
import { HOSTS } from "../../data/documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { texts } from "../../texts.ts";
import { PageHead } from "../../ui/page-head.tsx";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { CollectNow } from "./collect-now.tsx";
import { HostPanel } from "./host-panel.tsx";
import styles from "./hosts.module.css";
import { RunsPanel } from "./runs-panel.tsx";

export type HostsAnswer = ResultOf<typeof HOSTS>;
export type HostAnswer = HostsAnswer["hosts"][number];

const POLL_MS = 4_000;
const RUNS_MAX = 20;

/** The machines that are read, how that went, and what to type where it did not. */
export function HostsView() {
  const [state, reload] = usePolled("hosts", (client) => ask(client, HOSTS, { runs: RUNS_MAX }), POLL_MS);
  return (
    <Answer state={state} skeleton={<Skeleton rows={3} height={320} />}>
      {({ hosts, runs }) =>
        hosts.length === 0 ? (
          <NoLines hasHosts={false} />
        ) : (
          <>
            <PageHead
              title={texts.hosts.title}
              lead={lead(hosts)}
              controls={<CollectNow onCollected={reload} />}
            />
            <div className={styles.columns}>
              <div className={styles.hosts}>
                {hosts.map((host) => (
                  <HostPanel key={host.name} host={host} />
                ))}
              </div>
              <RunsPanel runs={runs} />
            </div>
          </>
        )
      }
    </Answer>
  );
}

function lead(hosts: readonly HostAnswer[]): string {
  const current = hosts.filter((host) => host.phase !== "removed");
  const ok = current.filter(
    (host) => host.phase === "ok" && host.sources.every((source) => source.phase !== "failed"),
  );
  return texts.hosts.lead(ok.length, current.length);
}
