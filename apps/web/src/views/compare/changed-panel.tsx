import Link from "next/link";
import { useState } from "react";
import { formatCount, formatShare } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import { Bar } from "../../ui/bar.tsx";
import button from "../../ui/button.module.css";
import { ClusterName } from "../../ui/cluster-name.tsx";
import { Panel } from "../../ui/panel.tsx";
import { clusterLink } from "../clusters/cluster-link.ts";
import type { BranchAnswer, Change } from "./changed-branches.tsx";
import type { SideNames } from "./compare-view.tsx";
import styles from "./compare.module.css";

interface Props {
  readonly change: Change;
  readonly branches: readonly BranchAnswer[];
  readonly names: SideNames;
}

const SHOWN_FIRST = 12;

/** The branches that changed in one way, with their lines and shares on both sides. */
export function ChangedPanel({ change, branches, names }: Props) {
  const [isAll, setIsAll] = useState(false);
  const shown = isAll ? branches : branches.slice(0, SHOWN_FIRST);
  const most = Math.max(1e-12, ...branches.flatMap(({ fromShare, toShare }) => [fromShare, toShare]));
  const { title, hint, none } = names.panels[change];
  return (
    <Panel
      title={`${title} ${formatCount(branches.length)}`}
      aside={<span className={styles.hint}>{hint}</span>}
    >
      {branches.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{texts.compare.cluster}</th>
              <th scope="col" className={styles.number}>
                {names.fromColumn}
              </th>
              <th scope="col" className={styles.number}>
                {names.toColumn}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((branch) => (
              <tr key={branch.id}>
                <td className={styles.cluster}>
                  <Link href={linkTo(branch)} prefetch={false}>
                    <ClusterName cluster={branch} />
                  </Link>
                </td>
                <Side lines={Number(branch.fromSize)} share={branch.fromShare} most={most} />
                <Side lines={Number(branch.toSize)} share={branch.toShare} most={most} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {shown.length === branches.length ? null : (
        <p className={styles.more}>
          <button type="button" className={button.button} onClick={() => setIsAll(true)}>
            {texts.home.show(branches.length - shown.length)}
          </button>
        </p>
      )}
    </Panel>
  );
}

function linkTo({ id, templateId }: BranchAnswer): string {
  return templateId === null ? clusterLink(id, null) : `/templates/${encodeURIComponent(templateId)}`;
}

interface SideProps {
  readonly lines: number;
  readonly share: number;
  readonly most: number;
}

function Side({ lines, share, most }: SideProps) {
  return (
    <td className={styles.number} title={formatShare(share)}>
      {formatCount(lines)}
      <Bar share={share / most} />
    </td>
  );
}
