"use client";

import { useRouter } from "next/navigation";
import { useEffect, useMemo, useState, type KeyboardEvent } from "react";
import { texts } from "../../texts.ts";
import type { ClusterTree } from "../../tree/cluster-tree.ts";
import type { Open } from "../../tree/cut.ts";
import { outlineRows } from "../../tree/outline.ts";
import { useSize } from "../../ui/use-size.ts";
import { outlineMove } from "./outline-keys.ts";
import { OutlineLine } from "./outline-line.tsx";
import { branchPage } from "../clusters/cluster-link.ts";
import styles from "./outline-grid.module.css";

interface Props {
  readonly tree: ClusterTree;
  readonly openIds: Open;
  readonly totalLines: number;
  readonly selectedId: string | null;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (id: string) => void;
}

const ROW_HEIGHT = 28;
const HEAD_SPARE = 6;
/** Rows drawn beyond what is seen, above and below. */
const SPARE_ROWS = 12;

/**
 * The tree as an outline: a table whose rows open and close, by mouse and by keyboard. Only the rows in view are in the page; the
 * focus stays on the grid and the active row is named by aria-activedescendant.
 */
export function OutlineGrid({ tree, openIds, totalLines, selectedId, onSelect, onToggle }: Props) {
  const router = useRouter();
  const rows = useMemo(() => outlineRows(tree, openIds), [tree, openIds]);
  const [ref, size] = useSize();
  const [scrollTop, setScrollTop] = useState(0);
  const activeAt = rows.findIndex((row) => row.cluster.id === selectedId);

  useEffect(() => {
    const scroller = ref.current;
    if (scroller === null || activeAt < 0) return;
    const top = activeAt * ROW_HEIGHT;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    // The head stays in sight and takes the room of a row.
    const bottom = top + 2 * ROW_HEIGHT + HEAD_SPARE;
    if (bottom > scroller.scrollTop + scroller.clientHeight)
      scroller.scrollTop = bottom - scroller.clientHeight;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new selection moves the view; new data must not
  }, [selectedId]);

  const onKeyDown = (event: KeyboardEvent) => {
    const pageRows = Math.max(1, Math.floor(size.height / ROW_HEIGHT) - 1);
    const move = outlineMove(rows, activeAt, event.key, pageRows);
    if (move === null) return;
    event.preventDefault();
    if (move.kind === "select") onSelect(move.id);
    else if (move.kind === "toggle") onToggle(move.id);
    else router.push(branchPage(move));
  };

  const first = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - SPARE_ROWS);
  const shown = rows.slice(first, first + Math.ceil(size.height / ROW_HEIGHT) + 2 * SPARE_ROWS);
  const { columns } = texts.tree;
  return (
    <div
      ref={ref}
      className={styles.grid}
      role="treegrid"
      aria-label={texts.tree.outline}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={activeAt < 0 ? undefined : `row-${selectedId}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
    >
      <div role="rowgroup" className={styles.headGroup}>
        <div role="row" aria-rowindex={1} className={styles.head}>
          {[columns.cluster, columns.lines, columns.share, columns.kinds, columns.height].map((name) => (
            <span key={name} role="columnheader">
              {name}
            </span>
          ))}
        </div>
      </div>
      <div role="rowgroup">
        <div role="presentation" style={{ height: first * ROW_HEIGHT }} />
        {shown.map((row, i) => (
          <OutlineLine
            key={row.cluster.id}
            row={row}
            index={first + i + 2}
            totalLines={totalLines}
            isSelected={row.cluster.id === selectedId}
            onSelect={onSelect}
            onToggle={onToggle}
          />
        ))}
        <div role="presentation" style={{ height: (rows.length - first - shown.length) * ROW_HEIGHT }} />
      </div>
    </div>
  );
}
