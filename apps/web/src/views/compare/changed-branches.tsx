"use client";

import type { ResultOf } from "gql.tada";
import { ask } from "../../data/ask.ts";
import { DIFF } from "../../data/documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import { ExportMenu } from "../../export/export-menu.tsx";
import type { Table } from "../../export/csv.ts";
import { Answer, Skeleton } from "../../ui/states.tsx";
import { ChangedPanel } from "./changed-panel.tsx";
import type { SideNames } from "./compare-view.tsx";
import styles from "./compare.module.css";
import type { Sides } from "./sides.ts";

export type BranchAnswer = ResultOf<typeof DIFF>["diff"]["changed"][number];

const POLL_MS = 15_000;
/** What an operator asks first, first. */
const CHANGES = ["new", "gone", "grown", "shrunk"] as const;
export type Change = (typeof CHANGES)[number];

/** The branches that changed between two sides, a panel for each way to change, and what both sides count in all. */
export function ChangedBranches({ sides, names }: { readonly sides: Sides; readonly names: SideNames }) {
  const key = `diff ${JSON.stringify(sides)}`;
  const [state] = usePolled(key, (client) => ask(client, DIFF, { ...sides }), POLL_MS);
  return (
    <Answer isPart state={state} skeleton={<Skeleton rows={9} height={44} />}>
      {({ diff: { from, to, changed } }) => (
        <>
          <div className={styles.sums}>
            <p>
              {texts.compare.side(names.to, Number(to.totalLines), to.leafCount)}{" "}
              {texts.compare.side(names.from, Number(from.totalLines), from.leafCount)}{" "}
              {texts.compare.changes(formatCount(changed.length))}
            </p>
            <ExportMenu name="deepsec-compare" table={() => changedTable(changed)} />
          </div>
          <div className={styles.panels}>
            {CHANGES.map((change) => (
              <ChangedPanel
                key={change}
                change={change}
                branches={changed.filter((branch) => branch.change === change)}
                names={names}
              />
            ))}
          </div>
        </>
      )}
    </Answer>
  );
}

function changedTable(changed: readonly BranchAnswer[]): Table {
  return {
    columns: ["id", "change", "branch", "kinds", "level", "fromLines", "toLines", "fromShare", "toShare"],
    rows: changed.map((branch) => [
      branch.id,
      branch.change,
      branch.template ?? branch.label,
      branch.leafCount,
      branch.level,
      Number(branch.fromSize),
      Number(branch.toSize),
      branch.fromShare,
      branch.toShare,
    ]),
  };
}
