import { ScopedLink } from "../../scope/scoped-link.tsx";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { hostsParameter } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { toClusterRow, type ClusterRow } from "../../tree/cluster-row.ts";
import { ClusterName } from "../../ui/cluster-name.tsx";
import { branchPage } from "../clusters/cluster-link.ts";
import { joints } from "./host-tree.ts";
import type { MatrixAnswer } from "./matrix-view.tsx";
import styles from "./matrix.module.css";

const COLUMN_WIDTH = 84;
const TREE_HEIGHT = 84;

/** Branches down, hosts across in the order of their dendrogram; a cell is as strong as the branch's share of that host's lines. */
export function MatrixTable({ matrix }: { readonly matrix: MatrixAnswer }) {
  const { clusters, rows } = matrix;
  return (
    <div className={styles.scroll} role="group" aria-label={texts.matrix.title} tabIndex={0}>
      <table className={styles.table} style={{ width: `max(100%, ${320 + rows.length * COLUMN_WIDTH}px)` }}>
        <caption className="visually-hidden">{texts.matrix.caption}</caption>
        <thead>
          <tr>
            <td className={styles.corner}>{texts.matrix.unlike}</td>
            <td colSpan={rows.length} className={styles.treeCell}>
              <HostTree matrix={matrix} />
            </td>
          </tr>
          <tr>
            <th scope="col">{texts.matrix.branch}</th>
            {rows.map(({ host, size }) => (
              <th
                key={host}
                scope="col"
                className={styles.host}
                title={`${host}: ${texts.lines(Number(size))}`}
              >
                <ScopedLink href={`/compare?${new URLSearchParams({ by: "hosts", host })}`}>
                  {host}
                </ScopedLink>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {clusters.map(toClusterRow).map((cluster, i) => (
            <tr key={cluster.id}>
              <th scope="row" className={styles.branch}>
                <ScopedLink href={branchPage(cluster)}>
                  <ClusterName cluster={cluster} />
                </ScopedLink>
              </th>
              {rows.map(({ host, size, sizes }) => (
                <Cell
                  key={host}
                  cluster={cluster}
                  host={host}
                  lines={Number(sizes[i] ?? 0)}
                  of={Number(size)}
                />
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{texts.map.total}</th>
            {rows.map(({ host, size }) => (
              <td key={host}>{formatCount(Number(size))}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

interface CellProps {
  readonly cluster: ClusterRow;
  readonly host: string;
  readonly lines: number;
  /** Lines of the host. */
  readonly of: number;
}

function Cell({ cluster, host, lines, of }: CellProps) {
  const share = lines / Math.max(1, of);
  if (lines === 0) return <td className={styles.empty}>{texts.none}</td>;
  const strength = Math.round(Math.sqrt(share) * 100);
  const parameters = new URLSearchParams({ hosts: hostsParameter([host]) ?? "" });
  const page = branchPage(cluster);
  return (
    <td style={{ background: `color-mix(in srgb, var(--heat) ${strength}%, var(--panel))` }}>
      <ScopedLink
        href={`${page}${page.includes("?") ? "&" : "?"}${parameters}`}
        title={`${cluster.label}\n${host}: ${texts.lines(lines)}`}
      >
        {formatShare(share)}
      </ScopedLink>
    </td>
  );
}

/** The dendrogram of the hosts over their columns, root at the top. */
function HostTree({ matrix: { dendrogram, rows } }: { readonly matrix: MatrixAnswer }) {
  const heightMax = Math.max(0.05, ...dendrogram.map(({ mergeHeight }) => mergeHeight));
  const y = (mergeHeight: number) => TREE_HEIGHT - 2 - (mergeHeight / heightMax) * (TREE_HEIGHT - 8);
  return (
    <svg
      className={styles.tree}
      height={TREE_HEIGHT}
      viewBox={`0 0 ${rows.length} ${TREE_HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={texts.matrix.tree}
    >
      {joints(dendrogram).map(({ id, mergeHeight, left, right }) => (
        <path
          key={id}
          d={`M${left.x} ${y(left.mergeHeight)}V${y(mergeHeight)}H${right.x}V${y(right.mergeHeight)}`}
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
