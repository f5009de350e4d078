"use client";

import { useState } from "react";
import { scopeArguments } from "../../scope/scope.ts";
import { ScopeBar } from "../../scope/scope-bar.tsx";
import { useScope } from "../../scope/use-scope.ts";
import { useCutCount } from "../../tree/use-cut-count.ts";
import { useTree } from "../../tree/use-tree.ts";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { useUrlState } from "../../ui/use-url-state.ts";
import { readWishes, writeWishes } from "./tree-address.ts";
import { TreeWork } from "./tree-work.tsx";
import { useRows } from "./use-rows.ts";
import styles from "./tree-work.module.css";

/** The dendrogram, as a picture and as an outline. All that is seen of it is in the address. */
export function TreeView() {
  const [parameters, change] = useUrlState();
  const [count, setCount] = useCutCount(parameters, change);
  const wishes = readWishes(parameters);
  const control = useScope();
  // What was fetched for a fine cut stays while the hand goes on to a coarse one: it may come back.
  const [most, setMost] = useState(count ?? 1);
  if ((count ?? 1) > most) setMost(count ?? 1);
  const [rows, setRows] = useRows(parameters, change);
  // What is here already can be selected without a question.
  const [soughtId, setSoughtId] = useState(wishes.selectedId);
  const state = useTree({
    scope: scopeArguments(control.scope),
    within: null,
    count: most,
    openIds: wishes.opened,
    wholeIds: wishes.openedWhole,
    selectedId: soughtId,
  });
  const isHere = state.phase === "ready" && state.data.tree.byId.has(wishes.selectedId ?? "");
  if (wishes.selectedId !== soughtId && !isHere) setSoughtId(wishes.selectedId);
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
            wishes={
              wishes.selectedId === soughtId
                ? { ...wishes, selectedId: loaded.selectedId ?? soughtId }
                : wishes
            }
            onWishes={(next, how) => change(writeWishes(next), how)}
            rows={rows}
            onRows={setRows}
            scope={control.scope}
            scopeBar={<ScopeBar control={control} />}
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
