"use client";

import Link from "next/link";
import { useState } from "react";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { Bar } from "../../ui/bar.tsx";
import { ClusterName } from "../../ui/cluster-name.tsx";
import button from "../../ui/button.module.css";
import { clusterLink } from "./cluster-link.ts";
import type { Area } from "./clusters-map.tsx";
import styles from "./ranked-list.module.css";

interface Props {
  readonly clusters: readonly ClusterRow[];
  readonly area: Area;
  readonly totalLines: number;
  readonly cutCount: number | null;
  readonly pointedId: string | null;
  readonly onPoint: (id: string | null) => void;
}

const SHOWN_FIRST = 100;

/** The clusters, largest first, and the sum of all of them. */
export function RankedList({ clusters, area, totalLines, cutCount, pointedId, onPoint }: Props) {
  const [isAll, setIsAll] = useState(false);
  const weight = (cluster: ClusterRow) => (area === "lines" ? cluster.size : cluster.leafCount);
  const ranked = clusters.toSorted((a, b) => weight(b) - weight(a) || b.size - a.size);
  const shown = isAll ? ranked : ranked.slice(0, SHOWN_FIRST);
  const most = ranked[0] === undefined ? 1 : weight(ranked[0]);
  const sum = (of: (cluster: ClusterRow) => number) =>
    clusters.reduce((total, cluster) => total + of(cluster), 0);
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
                <Link href={clusterLink(cluster.id, cutCount)} prefetch={false}>
                  <ClusterName cluster={cluster} />
                </Link>
                <Bar share={weight(cluster) / most} />
              </td>
              <td className={styles.number}>{formatCount(cluster.size)}</td>
              <td className={styles.number}>{formatShare(cluster.size / totalLines)}</td>
              <td className={styles.kinds}>{formatCount(cluster.leafCount)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td />
            <td>{texts.map.total}</td>
            <td className={styles.number}>{formatCount(lineSum)}</td>
            <td className={styles.number}>{formatShare(lineSum / totalLines)}</td>
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
