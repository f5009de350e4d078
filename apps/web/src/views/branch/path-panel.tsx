import { ScopedLink } from "../../scope/scoped-link.tsx";
import { formatHeight } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { ClusterName } from "../../ui/cluster-name.tsx";
import { Panel } from "../../ui/panel.tsx";
import { branchPage, clusterLink } from "../clusters/cluster-link.ts";
import styles from "./branch-page.module.css";

interface Props {
  /** From the root down to it. */
  readonly path: readonly ClusterRow[];
  /** What it is joined with first; null at the root. */
  readonly kin: ClusterRow | null;
}

/** Where it belongs: what it is joined with first, then the clusters that hold it, each with the height its branches join at. */
export function PathPanel({ path, kin }: Props) {
  const own = path.at(-1);
  const parent = path.at(-2);
  return (
    <Panel
      title={texts.branch.path}
      aside={<ScopedLink href={clusterLink(own?.id ?? "", null)}>{texts.template.showInTree}</ScopedLink>}
    >
      <ol className={styles.path}>
        {kin === null || parent === undefined ? null : (
          <li className={styles.kin}>
            <span>{texts.branch.kin(formatHeight(parent.mergeHeight))}</span>
            <ScopedLink href={branchPage(kin)}>
              <ClusterName cluster={kin} />
            </ScopedLink>
          </li>
        )}
        {path
          .slice(0, -1)
          .toReversed()
          .map((cluster) => (
            <li key={cluster.id}>
              <ScopedLink href={branchPage(cluster)} title={cluster.label}>
                {cluster.label}
              </ScopedLink>
              <span>{formatHeight(cluster.mergeHeight)}</span>
            </li>
          ))}
      </ol>
    </Panel>
  );
}
