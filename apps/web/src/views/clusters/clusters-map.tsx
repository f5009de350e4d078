"use client";

import { useMemo, useState } from "react";
import { texts } from "../../texts.ts";
import { cutInto } from "../../tree/cut.ts";
import type { LoadedTree } from "../../tree/load-tree.ts";
import { useCutCount } from "../../tree/use-cut-count.ts";
import { useTree } from "../../tree/use-tree.ts";
import { CutSlider } from "../../ui/cut-slider.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { useUrlState } from "../../ui/use-url-state.ts";
import { AreaPicture } from "./area-picture.tsx";
import { RankedList } from "./ranked-list.tsx";
import styles from "./clusters-map.module.css";

/** How large the clusters are, as areas and as a ranked list, for any number of them. */
export function ClustersMap() {
  const [parameters, change] = useUrlState();
  const [count, setCount] = useCutCount(parameters, change);
  const area = parameters.get("area") === "kinds" ? "kinds" : "lines";
  return (
    <Answer
      state={useTree({ count: count ?? 1, openIds: [], wholeIds: [], selectedId: null })}
      skeleton={<MapSkeleton />}
    >
      {(loaded) =>
        loaded.leaves === 0 ? (
          <NoLines hasHosts />
        ) : (
          <Filled
            loaded={loaded}
            count={count}
            onCount={setCount}
            area={area}
            onArea={(next) => change({ area: next === "lines" ? null : next })}
          />
        )
      }
    </Answer>
  );
}

export type Area = "lines" | "kinds";

interface Props {
  readonly loaded: LoadedTree;
  readonly count: number | null;
  readonly onCount: (count: number | null) => void;
  readonly area: Area;
  readonly onArea: (area: Area) => void;
}

function Filled({ loaded, count, onCount, area, onArea }: Props) {
  const { tree, suggestedCount, totalLines, leaves } = loaded;
  const cut = useMemo(() => cutInto(tree, count ?? suggestedCount), [tree, count, suggestedCount]);
  const [pointedId, setPointedId] = useState<string | null>(null);
  const shared = { totalLines, pointedId, onPoint: setPointedId, cutCount: count };
  return (
    <>
      <PageHead
        title={texts.map.title}
        lead={texts.map.lead(cut.clusters.length, totalLines)}
        controls={
          <>
            <Segments
              label={texts.map.areaBy}
              options={[
                { value: "lines", label: texts.map.byLines },
                { value: "kinds", label: texts.map.byKinds },
              ]}
              value={area}
              onChange={onArea}
            />
            <CutSlider
              label={texts.map.count}
              count={cut.clusters.length}
              max={leaves}
              suggested={suggestedCount}
              onChange={onCount}
            />
          </>
        }
      />
      <div className={styles.columns}>
        <AreaPicture tree={tree} openIds={cut.openIds} area={area} {...shared} />
        <RankedList clusters={cut.clusters} area={area} {...shared} />
      </div>
    </>
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
