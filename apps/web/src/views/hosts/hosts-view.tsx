"use client";

import type { ResultOf } from "gql.tada";
import Link from "next/link";
import { ask } from "../../data/ask.ts";
import { HOSTS } from "../../data/host-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import type { Table } from "../../export/csv.ts";
import { ExportMenu } from "../../export/export-menu.tsx";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { PageHead } from "../../ui/page-head.tsx";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { When } from "../../ui/when.tsx";
import { CollectNow } from "./collect-now.tsx";
import { HostPanel } from "./host-panel.tsx";
import styles from "./hosts.module.css";
import { ProgressPanel } from "./progress-panel.tsx";
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
      {({ hosts, runs, settings }) =>
        hosts.length === 0 ? (
          <NoLines hasHosts={false} />
        ) : (
          <>
            <PageHead
              title={texts.hosts.title}
              lead={
                <>
                  {lead(hosts)}
                  <NextCollection settings={settings} />
                </>
              }
              controls={
                <>
                  <ExportMenu name="deepsec-sources" table={() => sourcesTable(hosts)} />
                  <CollectNow host={null} isPrimary onCollected={reload} />
                  {settings.file === null ? null : (
                    <Link href="/hosts/add" className={button.button} prefetch={false}>
                      {texts.hosts.add.title}
                    </Link>
                  )}
                </>
              }
            />
            <ProgressPanel />
            <div className={styles.columns}>
              <div className={styles.hosts}>
                {hosts.map((host) => (
                  <HostPanel
                    key={host.name}
                    host={host}
                    setting={settings.file === null ? null : settingOf(host, settings)}
                    onDone={reload}
                  />
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

/** This machine itself is read by its paths and is no host that could be paused. */
function settingOf({ name, port }: HostAnswer, { hosts }: HostsAnswer["settings"]) {
  return port === 0 ? null : (hosts.find((setting) => setting.name === name) ?? null);
}

function NextCollection({ settings }: Pick<HostsAnswer, "settings">) {
  return (
    <>
      {". "}
      {settings.nextCollectionAt === null ? (
        texts.hosts.noSchedule
      ) : (
        <>
          {texts.hosts.next} <When at={settings.nextCollectionAt} asClock />
        </>
      )}{" "}
      <Link href="/settings" prefetch={false}>
        {texts.hosts.toSchedule}
      </Link>
    </>
  );
}

function lead(hosts: readonly HostAnswer[]): string {
  const current = hosts.filter(({ phase }) => phase !== "removed" && phase !== "paused");
  const ok = current.filter(
    (host) => host.phase === "ok" && host.sources.every((source) => source.phase !== "failed"),
  );
  return texts.hosts.lead(ok.length, current.length);
}

function sourcesTable(hosts: readonly HostAnswer[]): Table {
  return {
    columns: [
      "host",
      "address",
      "source",
      "state",
      "lines",
      "events",
      "bytesRead",
      "bytesBehind",
      "lastRead",
      "error",
      "fix",
    ],
    rows: hosts.flatMap(({ name, address, sources }) =>
      sources.map((source) => [
        name,
        address,
        source.path,
        source.phase,
        Number(source.lineCount),
        Number(source.eventCount),
        Number(source.offsetBytes),
        Math.max(0, Number(source.sizeBytes) - Number(source.offsetBytes)),
        source.lastReadAt,
        source.errorMessage,
        source.errorFix,
      ]),
    ),
  };
}
