import { ScopedLink } from "../../scope/scoped-link.tsx";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { Bar } from "../../ui/bar.tsx";
import { ClusterName } from "../../ui/cluster-name.tsx";
import { Panel } from "../../ui/panel.tsx";
import { branchPage } from "../clusters/cluster-link.ts";
import styles from "./branch-page.module.css";

interface Props {
  /** The most lines first; together all of the branch. */
  readonly parts: readonly ClusterRow[];
  readonly cluster: ClusterRow;
}

/** What a branch holds: its kinds of line, or of a large one its largest parts. */
export function PartsPanel({ parts, cluster }: Props) {
  const most = Math.max(1, parts[0]?.size ?? 1);
  const isAll = parts.length === cluster.leafCount;
  return (
    <Panel title={isAll ? texts.branch.kinds : texts.branch.parts(parts.length)}>
      <ol className={styles.parts}>
        {parts.map((part) => (
          <li key={part.id}>
            <ScopedLink href={branchPage(part)}>
              <ClusterName cluster={part} />
            </ScopedLink>
            <span className={styles.number}>{formatCount(part.size)}</span>
            <span className={styles.number}>{formatShare(part.size / Math.max(1, cluster.size))}</span>
            <Bar share={part.size / most} />
          </li>
        ))}
      </ol>
    </Panel>
  );
}
