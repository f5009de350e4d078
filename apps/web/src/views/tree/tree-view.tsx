"use client";

import { useCutCount } from "../../tree/use-cut-count.ts";
import { useTree } from "../../tree/use-tree.ts";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { useUrlState } from "../../ui/use-url-state.ts";
import { readWishes, writeWishes } from "./tree-address.ts";
import { TreeWork } from "./tree-work.tsx";
import styles from "./tree-work.module.css";

/** The dendrogram, as a picture and as an outline. All that is seen of it is in the address. */
export function TreeView() {
  const [parameters, change] = useUrlState();
  const [count, setCount] = useCutCount(parameters, change);
  const wishes = readWishes(parameters);
  const state = useTree({
    count: count ?? 1,
    openIds: wishes.opened,
    wholeIds: wishes.openedWhole,
    selectedId: wishes.selectedId,
  });
  return (
    <Answer state={state} skeleton={<TreeSkeleton />}>
      {(loaded) =>
        loaded.leaves === 0 ? (
          <NoLines hasHosts />
        ) : (
          <TreeWork
            loaded={loaded}
            count={count}
            onCount={setCount}
            wishes={wishes}
            onWishes={(next, how) => change(writeWishes(next), how)}
            isFit={parameters.get("fit") === "1"}
            onFit={(isFit) => change({ fit: isFit ? "1" : null })}
          />
        )
      }
    </Answer>
  );
}

function TreeSkeleton() {
  return (
    <div className={styles.columns}>
      <Skeleton rows={2} height={320} />
      <Skeleton rows={14} height={44} />
    </div>
  );
}
