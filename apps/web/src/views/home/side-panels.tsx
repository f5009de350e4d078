import Link from "next/link";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import { Bar } from "../../ui/bar.tsx";
import { ClusterName } from "../../ui/cluster-name.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { Overview } from "./overview.ts";
import styles from "./side-panels.module.css";

/** The numbers beside the findings: how much is covered, the totals, the largest clusters. */
export function SidePanels({ overview }: { readonly overview: Overview }) {
  return (
    <div className={styles.panels}>
      <Coverage overview={overview} />
      <Totals overview={overview} />
      <Largest overview={overview} />
    </div>
  );
}

function Coverage({ overview }: { readonly overview: Overview }) {
  if (overview.coverage === null) return null;
  return (
    <Panel title={texts.home.coverage} aside={<span>{formatShare(overview.coverage)}</span>}>
      <div className={styles.body}>
        <Bar share={overview.coverage} />
        <p>{texts.home.coverageText(overview.coverage)}</p>
        <p className={styles.small}>{texts.home.coverageSum(overview.linesInTree, overview.linesRead)}</p>
      </div>
    </Panel>
  );
}

function Totals({ overview }: { readonly overview: Overview }) {
  const { hosts, troubled, lastRun } = overview;
  const facts: readonly (readonly [string, string])[] = [
    [texts.home.totalLines, formatCount(overview.linesRead)],
    [texts.home.totalEvents, formatCount(overview.events)],
    [texts.home.totalKinds, formatCount(overview.kinds)],
    [texts.home.newTemplates, formatCount(lastRun?.newTemplates ?? 0)],
    [texts.home.totalHosts, texts.home.hostsOf(hosts.length - troubled.length, hosts.length)],
  ];
  return (
    <Panel title={texts.home.totals}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

function Largest({ overview }: { readonly overview: Overview }) {
  const most = overview.largest[0]?.size ?? 1;
  return (
    <Panel title={texts.home.largest} aside={<Link href="/clusters">{texts.home.toMap}</Link>}>
      <ol className={styles.largest}>
        {overview.largest.map((cluster) => (
          <li key={cluster.id}>
            <Link href={`/tree?sel=${encodeURIComponent(cluster.id)}`} prefetch={false}>
              <ClusterName cluster={cluster} />
            </Link>
            <span className={styles.number}>{formatCount(cluster.size)}</span>
            <Bar share={cluster.size / most} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}
