import { ScopedLink } from "../../scope/scoped-link.tsx";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import button from "../../ui/button.module.css";
import { branchPage, clusterLink } from "./cluster-link.ts";
import styles from "./branch-crumbs.module.css";

interface Props {
  /** From the root of all to the branch that is looked at; empty of all. */
  readonly path: readonly ClusterRow[];
  readonly onOpen: (id: string | null) => void;
}

/** Of the branches between all and this one, the nearest are named. */
const NEAREST = 3;

/** Where the picture stands in the whole, and the ways up. */
export function BranchCrumbs({ path, onOpen }: Props) {
  const here = path.at(-1);
  if (here === undefined) return null;
  const between = path.slice(1, -1);
  const hidden = Math.max(0, between.length - NEAREST);
  return (
    <nav className={styles.crumbs} aria-label={texts.map.crumbs}>
      <ol>
        <li>
          <button type="button" className={button.quiet} onClick={() => onOpen(null)}>
            {texts.map.all}
          </button>
        </li>
        {hidden === 0 ? null : <li>{texts.map.between(hidden)}</li>}
        {between.slice(hidden).map((row) => (
          <li key={row.id}>
            <button type="button" className={button.quiet} title={row.label} onClick={() => onOpen(row.id)}>
              {row.label}
            </button>
          </li>
        ))}
        <li aria-current="location" title={here.template ?? here.label}>
          {here.template ?? here.label}
        </li>
      </ol>
      <ScopedLink className={button.quiet} href={branchPage(here)}>
        {texts.map.details}
      </ScopedLink>
      <ScopedLink className={button.quiet} href={clusterLink(here.id, null)}>
        {texts.map.inTree}
      </ScopedLink>
    </nav>
  );
}
