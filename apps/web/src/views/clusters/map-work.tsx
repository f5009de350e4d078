"use client";

import { useMemo, useState, type ReactNode } from "react";
import { HourBars } from "../../chart/hour-bars.tsx";
import { ExportMenu } from "../../export/export-menu.tsx";
import { formatShare } from "../../format/numbers.ts";
import { scopeArguments, type Scope } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { cutInto } from "../../tree/cut.ts";
import type { LoadedTree } from "../../tree/load-tree.ts";
import { useHours } from "../../tree/use-hours.ts";
import { CutSlider } from "../../ui/cut-slider.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Segments } from "../../ui/segments.tsx";
import { AreaPicture } from "./area-picture.tsx";
import { BranchCrumbs } from "./branch-crumbs.tsx";
import { mapSvg, mapTable } from "./map-export.ts";
import { COLOURS, toneOf, type Colour } from "./map-tone.ts";
import { RankedList, rankedBy } from "./ranked-list.tsx";
import { useToneFacts } from "./use-tone-facts.ts";
import styles from "./clusters-map.module.css";

export type Area = "lines" | "kinds";

interface Props {
  readonly loaded: LoadedTree;
  readonly scope: Scope;
  readonly onSpan: (fromMs: number, toMs: number) => void;
  readonly scopeBar: ReactNode;
  readonly count: number | null;
  readonly onCount: (count: number | null) => void;
  readonly area: Area;
  readonly onArea: (area: Area) => void;
  readonly colour: Colour;
  readonly onColour: (colour: Colour) => void;
  /** Looks at one branch alone; null: at all. */
  readonly onOpen: (id: string | null) => void;
}

/** Picture and list of the same clusters. */
export function MapWork(props: Props) {
  const { loaded, scope, count, area, colour, onOpen } = props;
  const { tree, suggestedCount, totalLines, leaves, above } = loaded;
  const cut = useMemo(() => cutInto(tree, count ?? suggestedCount), [tree, count, suggestedCount]);
  const [pointedId, setPointedId] = useState<string | null>(null);
  const root = above.length === 0 ? null : tree.root;
  const facts = useToneFacts({ colour, scope, within: root?.id ?? null, count: cut.clusters.length });
  const ranked = useMemo(() => rankedBy(cut.clusters, area), [cut, area]);
  const hours = useHours(
    [tree.root?.id ?? "", ...ranked.map(({ id }) => id)].filter(Boolean),
    scopeArguments(scope),
  );
  const range = { fromMs: instant(scope.from), toMs: instant(scope.to) };
  const size = tree.root?.size ?? 0;
  const picture = { tree, openIds: cut.openIds, area, colour, facts };
  return (
    <>
      <PageHead
        title={texts.map.title}
        lead={
          root === null
            ? texts.map.lead(cut.clusters.length, size)
            : texts.map.leadWithin(cut.clusters.length, size, formatShare(size / Math.max(1, totalLines)))
        }
        controls={
          <>
            {props.scopeBar}
            <ExportMenu
              name="deepsec-map"
              table={() => mapTable(ranked, totalLines, (cluster) => toneOf(cluster, colour, facts), colour)}
              svg={() => mapSvg(picture)}
            />
          </>
        }
      />
      <BranchCrumbs path={root === null ? [] : [...above, root]} onOpen={onOpen} />
      <div className={styles.tools}>
        <Segments
          label={texts.map.areaBy}
          options={[
            { value: "lines", label: texts.map.byLines },
            { value: "kinds", label: texts.map.byKinds },
          ]}
          value={area}
          onChange={props.onArea}
        />
        <Segments
          label={texts.map.colourBy}
          options={COLOURS.map((value) => ({ value, label: texts.map.colours[value] }))}
          value={colour}
          onChange={props.onColour}
        />
        <CutSlider
          label={texts.map.count}
          count={cut.clusters.length}
          max={leaves}
          suggested={suggestedCount}
          onChange={props.onCount}
        />
      </div>
      <div className={styles.columns}>
        <div className={styles.pictures}>
          <AreaPicture
            {...picture}
            totalLines={totalLines}
            pointedId={pointedId}
            onPoint={setPointedId}
            onOpen={onOpen}
          />
          <div className={styles.hours}>
            <HourBars
              hours={hours.get(tree.root?.id ?? "") ?? []}
              range={range}
              height={44}
              withAxis
              onPick={props.onSpan}
            />
          </div>
        </div>
        <RankedList
          clusters={ranked}
          area={area}
          totalLines={totalLines}
          colour={colour}
          facts={facts}
          hours={hours}
          range={range}
          pointedId={pointedId}
          onPoint={setPointedId}
          onOpen={onOpen}
        />
      </div>
    </>
  );
}

function instant(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
