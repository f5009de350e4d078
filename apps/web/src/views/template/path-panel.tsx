import Link from "next/link";
import { formatHeight } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { Panel } from "../../ui/panel.tsx";
import styles from "./template-page.module.css";

/** Where it belongs: the clusters that hold it, from the root down, each with the height its branches join at. */
export function PathPanel({ path }: { readonly path: readonly ClusterRow[] }) {
  const leafId = path.at(-1)?.id ?? "";
  return (
    <Panel
      title={texts.template.path}
      aside={<Link href={`/tree?sel=${encodeURIComponent(leafId)}`}>{texts.template.showInTree}</Link>}
    >
      <ol className={styles.path}>
        {path.slice(0, -1).map((cluster) => (
          <li key={cluster.id}>
            <Link href={`/tree?sel=${encodeURIComponent(cluster.id)}`} prefetch={false}>
              {cluster.label}
            </Link>
            <span>{formatHeight(cluster.mergeHeight)}</span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
