import Link from "next/link";
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
      aside={<Link href={clusterLink(own?.id ?? "", null)}>{texts.template.showInTree}</Link>}
    >
      <ol className={styles.path}>
        {kin === null || parent === undefined ? null : (
          <li className={styles.kin}>
            <span>{texts.branch.kin(formatHeight(parent.mergeHeight))}</span>
            <Link href={branchPage(kin)} prefetch={false}>
              <ClusterName cluster={kin} />
            </Link>
          </li>
        )}
        {path
          .slice(0, -1)
          .toReversed()
          .map((cluster) => (
            <li key={cluster.id}>
              <Link href={branchPage(cluster)} prefetch={false} title={cluster.label}>
                {cluster.label}
              </Link>
              <span>{formatHeight(cluster.mergeHeight)}</span>
            </li>
          ))}
      </ol>
    </Panel>
  );
}
