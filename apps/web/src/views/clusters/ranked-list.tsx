"use client";

import { useState } from "react";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { HourBars, type Range } from "../../chart/hour-bars.tsx";
import type { HourCount } from "../../chart/hour-buckets.ts";
import { Bar } from "../../ui/bar.tsx";
import { ClusterName } from "../../ui/cluster-name.tsx";
import button from "../../ui/button.module.css";
import { ClusterAnchor } from "./cluster-anchor.tsx";
import { toneOf, type Colour, type ToneFacts } from "./map-tone.ts";
import type { Area } from "./map-work.tsx";
import styles from "./ranked-list.module.css";

interface Props {
  /** As `rankedBy` has them. */
  readonly clusters: readonly ClusterRow[];
  readonly area: Area;
  readonly totalLines: number;
  readonly colour: Colour;
  readonly facts: ToneFacts;
  readonly hours: ReadonlyMap<string, readonly HourCount[]>;
  readonly range: Range;
  readonly pointedId: string | null;
  readonly onPoint: (id: string | null) => void;
  readonly onOpen: (id: string) => void;
}

const SHOWN_FIRST = 50;
const TREND_BARS_MAX = 24;

const weightOf = (area: Area) => (cluster: ClusterRow) =>
  area === "lines" ? cluster.size : cluster.leafCount;

/** The largest first. */
export function rankedBy(clusters: readonly ClusterRow[], area: Area): ClusterRow[] {
  const weight = weightOf(area);
  return clusters.toSorted((a, b) => weight(b) - weight(a) || b.size - a.size);
}

/** The clusters, largest first, and the sum of all of them. */
export function RankedList(props: Props) {
  const {
    clusters: ranked,
    area,
    totalLines,
    colour,
    facts,
    hours,
    range,
    pointedId,
    onPoint,
    onOpen,
  } = props;
  const [isAll, setIsAll] = useState(false);
  const weight = weightOf(area);
  const shown = isAll ? ranked : ranked.slice(0, SHOWN_FIRST);
  const most = ranked[0] === undefined ? 1 : weight(ranked[0]);
  const sum = (of: (cluster: ClusterRow) => number) =>
    ranked.reduce((total, cluster) => total + of(cluster), 0);
  const lineSum = sum((cluster) => cluster.size);
  const { columns } = texts.map;
  return (
    <div className={styles.panel}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.rank}>
              {columns.rank}
            </th>
            <th scope="col">{columns.cluster}</th>
            <th scope="col" className={styles.trend}>
              {columns.trend}
            </th>
            <th scope="col" className={styles.number}>
              {columns.lines}
            </th>
            <th scope="col" className={styles.number}>
              {columns.share}
            </th>
            <th scope="col" className={styles.kinds}>
              {columns.kinds}
            </th>
          </tr>
        </thead>
        <tbody onPointerLeave={() => onPoint(null)}>
          {shown.map((cluster, i) => (
            <tr
              key={cluster.id}
              data-pointed={cluster.id === pointedId}
              onPointerEnter={() => onPoint(cluster.id)}
            >
              <td className={styles.rank}>{i + 1}</td>
              <td className={styles.cluster}>
                <ClusterAnchor cluster={cluster} onOpen={onOpen}>
                  <ClusterName cluster={cluster} />
                </ClusterAnchor>
                {colour === "level" ? null : (
                  <ToneWord tone={toneOf(cluster, colour, facts)} colour={colour} />
                )}
                <Bar share={weight(cluster) / most} />
              </td>
              <td className={styles.trend}>
                {hours.has(cluster.id) ? (
                  <HourBars
                    hours={hours.get(cluster.id) ?? []}
                    range={range}
                    height={30}
                    barsMax={TREND_BARS_MAX}
                  />
                ) : null}
              </td>
              <td className={styles.number}>{formatCount(cluster.size)}</td>
              <td className={styles.number}>{formatShare(cluster.size / Math.max(1, totalLines))}</td>
              <td className={styles.kinds}>{formatCount(cluster.leafCount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td colSpan={2}>{texts.map.total}</td>
            <td className={styles.number}>{formatCount(lineSum)}</td>
            <td className={styles.number}>{formatShare(lineSum / Math.max(1, totalLines))}</td>
            <td className={styles.kinds}>{formatCount(sum((cluster) => cluster.leafCount))}</td>
          </tr>
        </tfoot>
      </table>
      {shown.length === ranked.length ? null : (
        <p className={styles.more}>
          <button type="button" className={button.button} onClick={() => setIsAll(true)}>
            {texts.home.show(ranked.length - shown.length)}
          </button>
        </p>
      )}
    </div>
  );
}

function ToneWord({ tone, colour }: { readonly tone: string; readonly colour: Colour }) {
  if (tone === "same" || tone === "none") return null;
  return (
    <span className={styles.tone} data-tone={tone.toLowerCase()}>
      {texts.map.tones[colour][tone]}
    </span>
  );
}
