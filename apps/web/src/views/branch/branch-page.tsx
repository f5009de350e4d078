import { ScopedLink } from "../../scope/scoped-link.tsx";
import { ExportMenu } from "../../export/export-menu.tsx";
import { formatHeight, formatShare } from "../../format/numbers.ts";
import { scopeArguments } from "../../scope/scope.ts";
import { ScopeBar } from "../../scope/scope-bar.tsx";
import type { ScopeControl } from "../../scope/use-scope.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { LevelMark } from "../../ui/level.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { clusterLink, mapLink } from "../clusters/cluster-link.ts";
import { LinesPanel } from "../lines/lines-panel.tsx";
import { BranchVerdict } from "../verdicts/branch-verdict.tsx";
import { TwoSides } from "../tree/two-sides.tsx";
import type { LoadedBranch } from "./branch-view.tsx";
import { HoursPanel } from "./hours-panel.tsx";
import { HostsPanel } from "./hosts-panel.tsx";
import { PartsPanel } from "./parts-panel.tsx";
import { PathPanel } from "./path-panel.tsx";
import { QueryPanel } from "./query-panel.tsx";
import { branchQueries } from "./queries.ts";
import styles from "./branch-page.module.css";

interface Props {
  readonly loaded: LoadedBranch;
  readonly control: ScopeControl;
  /** The address has an id that it had before it changed. */
  readonly hasMoved: boolean;
}

/** A branch: how much it is, when and where, what it holds, what its kin are, and how to ask for it oneself. */
export function BranchPage({ loaded, control, hasMoved }: Props) {
  const { cluster, share, hosts, hours, path, kin, parts } = loaded;
  const scope = scopeArguments(control.scope);
  return (
    <>
      <PageHead
        title={
          <span className={styles.title}>
            <LevelMark level={cluster.level} />
            {cluster.label}
          </span>
        }
        lead={`${texts.lines(cluster.size)} (${formatShare(share)}), ${texts.events(cluster.count)}, ${texts.kinds(cluster.leafCount)}; ${texts.tree.joins(formatHeight(cluster.mergeHeight))}`}
        controls={
          <>
            <ScopeBar control={control} />
            <ScopedLink className={button.button} href={mapLink(cluster.id)}>
              {texts.branch.onMap}
            </ScopedLink>
            <ScopedLink className={button.button} href={clusterLink(cluster.id, null)}>
              {texts.map.inTree}
            </ScopedLink>
            <ExportMenu
              name={`deepsec-branch-${cluster.id}`}
              table={() => ({
                columns: ["id", "cluster", "lines", "events", "kinds", "level"],
                rows: parts.map((part) => [
                  part.id,
                  part.template ?? part.label,
                  part.size,
                  part.count,
                  part.leafCount,
                  part.level,
                ]),
              })}
            />
          </>
        }
      />
      {hasMoved ? <p className={styles.moved}>{texts.branch.moved}</p> : null}
      <BranchVerdict clusterId={cluster.id} target={{ clusterId: cluster.id }} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <HoursPanel hours={hours} control={control} />
          <Panel
            title={texts.branch.sides}
            aside={<span className={styles.hint}>{texts.branch.sidesHint}</span>}
          >
            <div className={styles.body}>
              <TwoSides cluster={cluster} scope={scope} />
            </div>
          </Panel>
          <PartsPanel parts={parts} cluster={cluster} />
          <LinesPanel of={{ cluster: cluster.id }} scope={scope} size={cluster.size} />
        </div>
        <div className={styles.side}>
          <HostsPanel hosts={hosts} size={cluster.size} />
          <PathPanel path={path} kin={kin} />
          <QueryPanel queries={branchQueries(cluster.id, scope)} />
        </div>
      </div>
    </>
  );
}
