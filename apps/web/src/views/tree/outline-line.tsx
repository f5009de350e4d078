import { formatCount, formatHeight, formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { OutlineRow } from "../../tree/outline.ts";
import { Bar } from "../../ui/bar.tsx";
import { ClusterName } from "../../ui/cluster-name.tsx";
import styles from "./outline-grid.module.css";

interface Props {
  readonly row: OutlineRow;
  /** Its row number in the grid, from 1, the head counted. */
  readonly index: number;
  readonly totalLines: number;
  readonly isSelected: boolean;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (id: string) => void;
}

/** Levels that are indented in full; a chain of merges goes on in small steps, so that names keep their room. */
const FULL_INDENTS = 7;
const INDENT = 14;
const SMALL_INDENT = 3;

export function OutlineLine({ row, index, totalLines, isSelected, onSelect, onToggle }: Props) {
  const { cluster, depth, hasChildren, isOpen } = row;
  const indent =
    Math.min(depth, FULL_INDENTS) * INDENT + Math.min(40, Math.max(0, depth - FULL_INDENTS)) * SMALL_INDENT;
  return (
    <div
      id={`row-${cluster.id}`}
      role="row"
      className={styles.row}
      aria-rowindex={index}
      aria-level={depth + 1}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-selected={isSelected}
      aria-expanded={hasChildren ? isOpen : undefined}
      onClick={() => onSelect(cluster.id)}
      onDoubleClick={() => onToggle(cluster.id)}
    >
      <span role="gridcell" className={styles.cluster} style={{ paddingLeft: indent }}>
        {hasChildren ? (
          <button
            type="button"
            tabIndex={-1}
            className={styles.toggle}
            data-open={isOpen}
            aria-label={isOpen ? texts.tree.close : texts.tree.open}
            onClick={(event) => {
              event.stopPropagation();
              onToggle(cluster.id);
            }}
            onDoubleClick={(event) => event.stopPropagation()}
          />
        ) : (
          <span className={styles.noToggle} />
        )}
        <ClusterName cluster={cluster} />
      </span>
      <span role="gridcell">{formatCount(cluster.size)}</span>
      <span role="gridcell" className={styles.share}>
        <Bar share={cluster.size / Math.max(1, totalLines)} />
        {formatShare(cluster.size / Math.max(1, totalLines))}
      </span>
      <span role="gridcell">{formatCount(cluster.leafCount)}</span>
      <span role="gridcell">{cluster.leafCount > 1 ? formatHeight(cluster.mergeHeight) : texts.none}</span>
    </div>
  );
}
