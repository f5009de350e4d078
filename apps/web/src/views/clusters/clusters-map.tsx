"use client";

import { scopeArguments } from "../../scope/scope.ts";
import { ScopeBar } from "../../scope/scope-bar.tsx";
import { useScope } from "../../scope/use-scope.ts";
import { useCutCount } from "../../tree/use-cut-count.ts";
import { useTree } from "../../tree/use-tree.ts";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { useUrlState } from "../../ui/use-url-state.ts";
import { MapWork } from "./map-work.tsx";
import { COLOURS } from "./map-tone.ts";
import styles from "./clusters-map.module.css";

/** How large the clusters are, as areas and as a ranked list, for any number of them, in all or within one branch. */
export function ClustersMap() {
  const [parameters, change] = useUrlState();
  const [count, setCount] = useCutCount(parameters, change);
  const control = useScope();
  const within = parameters.get("at");
  const state = useTree({
    scope: scopeArguments(control.scope),
    within,
    count: count ?? 1,
    openIds: [],
    wholeIds: [],
    selectedId: null,
  });
  return (
    <Answer state={state} skeleton={<MapSkeleton />}>
      {(loaded) =>
        loaded.leaves === 0 ? (
          <NoLines hasHosts />
        ) : (
          <MapWork
            loaded={loaded}
            scope={control.scope}
            onSpan={control.setSpan}
            scopeBar={<ScopeBar control={control} />}
            count={count}
            onCount={setCount}
            area={parameters.get("area") === "kinds" ? "kinds" : "lines"}
            onArea={(area) => change({ area: area === "lines" ? null : area })}
            colour={COLOURS.find((colour) => colour === parameters.get("colour")) ?? "level"}
            onColour={(colour) => change({ colour: colour === "level" ? null : colour })}
            onOpen={(at) => change({ at, cut: null }, "step")}
          />
        )
      }
    </Answer>
  );
}

function MapSkeleton() {
  return (
    <div className={styles.columns}>
      <Skeleton rows={2} height={320} />
      <Skeleton rows={14} height={44} />
    </div>
  );
}
