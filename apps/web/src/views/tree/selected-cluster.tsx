"use client";

import { ScopedLink } from "../../scope/scoped-link.tsx";
import { formatCount, formatHeight, formatShare } from "../../format/numbers.ts";
import type { ScopeArguments } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { pathTo, type ClusterTree } from "../../tree/cluster-tree.ts";
import type { Open } from "../../tree/cut.ts";
import button from "../../ui/button.module.css";
import { ClusterName } from "../../ui/cluster-name.tsx";
import { branchPage } from "../clusters/cluster-link.ts";
import { TwoSides } from "./two-sides.tsx";
import styles from "./selected-cluster.module.css";

interface Props {
  readonly tree: ClusterTree;
  readonly openIds: Open;
  readonly selectedId: string | null;
  readonly totalLines: number;
  readonly scope: ScopeArguments;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (id: string) => void;
  readonly onOpenWhole: (id: string) => void;
}

/** Of the ancestors, the nearest ones and the root are named. */
const NEAREST = 2;
/** Opening more than this at once would be a wall. */
const WHOLE_MAX = 500;

/** What is selected: where it belongs, what it holds, what can be done with it. */
export function SelectedCluster({
  tree,
  openIds,
  selectedId,
  totalLines,
  scope,
  onSelect,
  onToggle,
  onOpenWhole,
}: Props) {
  const path = selectedId === null ? [] : pathTo(tree, selectedId);
  const cluster = path.at(-1);
  if (cluster === undefined) {
    return (
      <section className={styles.bar} aria-label={texts.tree.selected}>
        <p className={styles.nothing}>{texts.tree.nothingSelected}</p>
      </section>
    );
  }
  const isInner = cluster.leafCount > 1;
  return (
    <section className={styles.bar} aria-label={texts.tree.selected}>
      <div className={styles.words}>
        <Crumbs path={path.slice(0, -1)} onSelect={onSelect} />
        <p className={styles.name}>
          <ClusterName cluster={cluster} />
        </p>
        <p className={styles.facts}>{facts(cluster, totalLines)}</p>
      </div>
      {isInner ? <TwoSides cluster={cluster} scope={scope} onSelect={onSelect} /> : null}
      <div className={styles.actions}>
        {isInner ? (
          <>
            <button type="button" className={button.button} onClick={() => onToggle(cluster.id)}>
              {openIds.has(cluster.id) ? texts.tree.close : texts.tree.open}
            </button>
            <button
              type="button"
              className={button.button}
              disabled={cluster.leafCount > WHOLE_MAX}
              onClick={() => onOpenWhole(cluster.id)}
            >
              {texts.tree.openAll}
            </button>
          </>
        ) : null}
        <ScopedLink className={button.button} href={branchPage(cluster)}>
          {isInner ? texts.tree.details : texts.tree.toTemplate}
        </ScopedLink>
      </div>
    </section>
  );
}

function facts(cluster: ClusterRow, totalLines: number): string {
  const parts = [
    `${texts.lines(cluster.size)} (${formatShare(cluster.size / Math.max(1, totalLines))})`,
    texts.events(cluster.count),
    texts.kinds(cluster.leafCount),
  ];
  if (cluster.leafCount > 1) parts.push(texts.tree.joins(formatHeight(cluster.mergeHeight)));
  return parts.join(", ");
}

function Crumbs({
  path,
  onSelect,
}: {
  readonly path: readonly ClusterRow[];
  readonly onSelect: (id: string) => void;
}) {
  if (path.length === 0) return null;
  const nearest = path.slice(Math.max(1, path.length - NEAREST));
  const hidden = path.length - nearest.length - 1;
  return (
    <ol className={styles.crumbs}>
      {path.slice(0, 1).map((row) => (
        <Crumb key={row.id} row={row} onSelect={onSelect} />
      ))}
      {hidden > 0 ? <li className={styles.hidden}>+{formatCount(hidden)}</li> : null}
      {nearest.map((row) => (
        <Crumb key={row.id} row={row} onSelect={onSelect} />
      ))}
    </ol>
  );
}

function Crumb({ row, onSelect }: { readonly row: ClusterRow; readonly onSelect: (id: string) => void }) {
  return (
    <li className={styles.crumb}>
      <button type="button" title={row.label} onClick={() => onSelect(row.id)}>
        {row.label}
      </button>
    </li>
  );
}
