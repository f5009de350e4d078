"use client";

import type { ResultOf } from "gql.tada";
import { ask } from "../../data/ask.ts";
import { DIFF } from "../../data/documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
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
          <p className={styles.sums}>
            {texts.compare.side(names.to, Number(to.totalLines), to.leafCount)}{" "}
            {texts.compare.side(names.from, Number(from.totalLines), from.leafCount)}{" "}
            {texts.compare.changes(formatCount(changed.length))}
          </p>
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
