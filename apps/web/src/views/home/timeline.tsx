"use client";

import { useRouter } from "next/navigation";
import { HourBars } from "../../chart/hour-bars.tsx";
import { hourBuckets } from "../../chart/hour-buckets.ts";
import { formatStamp } from "../../format/times.ts";
import { texts } from "../../texts.ts";
import { Panel } from "../../ui/panel.tsx";
import { findingAnchor } from "./finding-item.tsx";
import type { Overview } from "./overview.ts";
import { SeverityShape } from "./severity-mark.tsx";
import styles from "./timeline.module.css";

const BARS_MAX = 48;

/** The last two days: lines by hour, and above them when the findings that matter began. */
export function Timeline({ overview }: { readonly overview: Overview }) {
  const router = useRouter();
  const bars = hourBuckets(overview.hours, { fromMs: null, toMs: null }, BARS_MAX);
  const fromMs = bars[0]?.fromMs ?? 0;
  const toMs = bars.at(-1)?.toMs ?? 0;
  if (bars.length < 2) return null;
  const marked = overview.bySeverity
    .filter(({ severity }) => severity !== "LOW")
    .flatMap(({ findings }) => findings)
    .filter(({ firstSeen }) => Date.parse(firstSeen) >= fromMs && Date.parse(firstSeen) < toMs);
  const open = (start: number, end: number) => {
    const span = { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
    router.push(`/clusters?${new URLSearchParams(span)}`);
  };
  return (
    <Panel title={texts.home.timeline} aside={<span className={styles.hint}>{texts.home.timelineHint}</span>}>
      <div className={styles.body}>
        <ul className={styles.marks} aria-label={texts.home.timelineMarks}>
          {marked.map((finding) => {
            const atMs = Date.parse(finding.firstSeen);
            const name = `${formatStamp(atMs)}: ${finding.reason}`;
            return (
              <li key={finding.id} style={{ left: `${((atMs - fromMs) / (toMs - fromMs)) * 100}%` }}>
                <a href={`#${findingAnchor(finding)}`} title={name} aria-label={name}>
                  <SeverityShape severity={finding.severity} />
                </a>
              </li>
            );
          })}
        </ul>
        <HourBars hours={overview.hours} height={64} barsMax={BARS_MAX} withAxis onPick={open} />
      </div>
    </Panel>
  );
}
