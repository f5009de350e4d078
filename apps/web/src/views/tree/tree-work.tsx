"use client";

import { useDeferredValue, useMemo, type ReactNode } from "react";
import { ExportMenu } from "../../export/export-menu.tsx";
import { formatHeight } from "../../format/numbers.ts";
import { scopeArguments, type Scope } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { cutInto, tips } from "../../tree/cut.ts";
import type { LoadedTree } from "../../tree/load-tree.ts";
import { byHand, openBranches, openSlots, selected, toggled, type Wishes } from "../../tree/open-branches.ts";
import button from "../../ui/button.module.css";
import { CutSlider } from "../../ui/cut-slider.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { Segments } from "../../ui/segments.tsx";
import { DendrogramPicture } from "./dendrogram-picture.tsx";
import { OutlineGrid } from "./outline-grid.tsx";
import { SelectedCluster } from "./selected-cluster.tsx";
import { treeSvg, treeTable } from "./tree-export.ts";
import { TreeSearch } from "./tree-search.tsx";
import type { RowsView } from "./use-rows.ts";
import styles from "./tree-work.module.css";

interface Props {
  readonly loaded: LoadedTree;
  readonly count: number | null;
  readonly onCount: (count: number | null) => void;
  readonly wishes: Wishes;
  readonly onWishes: (wishes: Wishes, how: "step" | "in place") => void;
  readonly rows: RowsView;
  readonly onRows: (rows: RowsView) => void;
  readonly scope: Scope;
  readonly scopeBar: ReactNode;
}

/** Picture and outline of the same tree, with one selection, one cut and the same branches open. */
export function TreeWork({ loaded, count, onCount, wishes, onWishes, rows, onRows, scope, scopeBar }: Props) {
  const { tree, suggestedCount, totalLines, leaves } = loaded;
  const { selectedId } = wishes;
  const cut = useMemo(() => cutInto(tree, count ?? suggestedCount), [tree, count, suggestedCount]);
  const handMade = JSON.stringify(wishes);
  const hand = useMemo(() => byHand(tree, JSON.parse(handMade) as Wishes), [tree, handMade]);
  const openIds = useMemo(() => openBranches(cut.openIds, hand), [cut, hand]);
  // The outline may come a moment after the picture, so that the hand need not wait for it.
  const outlineOpenIds = useDeferredValue(openIds);
  const shown = useMemo(() => tips(tree, outlineOpenIds).length, [tree, outlineOpenIds]);
  const asked = useMemo(() => scopeArguments(scope), [scope]);

  const select = (id: string) => {
    if (id !== selectedId) onWishes(selected(wishes, id, cut.openIds, tree), "in place");
  };
  const toggle = (id: string) => {
    if ((tree.byId.get(id)?.leafCount ?? 0) > 1) {
      onWishes(toggled(selected(wishes, id, cut.openIds, tree), id, cut.openIds, openIds), "step");
    }
  };
  const openWhole = (id: string) => {
    const shut = wishes.shut.filter((other) => other !== id);
    onWishes(
      { ...wishes, shut, openedWhole: [...new Set([...wishes.openedWhole, id])], selectedId: id },
      "step",
    );
  };
  const changes = wishes.opened.length + wishes.openedWhole.length + wishes.shut.length;

  return (
    <>
      <PageHead
        title={texts.tree.title}
        lead={`${texts.tree.lead(shown, leaves)}, ${texts.tree.cutHeight} ${formatHeight(cut.cutHeight)}`}
        controls={
          <>
            {scopeBar}
            <ExportMenu
              name="deepsec-tree"
              table={() => treeTable(tree, openIds, totalLines)}
              svg={() => treeSvg(tree, openSlots(tree, cut.count, hand))}
            />
          </>
        }
      />
      <div className={styles.tools}>
        <TreeSearch scope={asked} onFound={select} />
        <CutSlider
          label={texts.tree.count}
          count={cut.count}
          max={leaves}
          suggested={suggestedCount}
          onChange={onCount}
        />
        {changes === 0 ? null : (
          <button
            type="button"
            className={button.button}
            onClick={() => onWishes({ opened: [], openedWhole: [], shut: [], selectedId }, "step")}
          >
            {texts.tree.reset}
          </button>
        )}
      </div>
      <SelectedCluster
        tree={tree}
        openIds={openIds}
        selectedId={selectedId}
        totalLines={totalLines}
        scope={asked}
        onSelect={select}
        onToggle={toggle}
        onOpenWhole={openWhole}
      />
      <div className={styles.columns}>
        <Panel
          title={texts.tree.pictureTitle}
          aside={
            <Segments
              label={texts.tree.rows}
              options={[
                { value: "readable", label: texts.tree.rowsReadable },
                { value: "fit", label: texts.tree.rowsFit },
              ]}
              value={rows.zoom === null ? "readable" : rows.zoom === "fit" ? "fit" : "zoom"}
              onChange={(value) => onRows({ zoom: value === "fit" ? "fit" : null, top: 0 })}
            />
          }
        >
          <DendrogramPicture
            tree={tree}
            count={cut.count}
            byHand={hand}
            totalLines={totalLines}
            selectedId={selectedId}
            rows={rows}
            onRows={onRows}
            onSelect={select}
            onToggle={toggle}
            onCount={onCount}
          />
        </Panel>
        <Panel
          title={texts.tree.outline}
          aside={<span className={styles.help}>{texts.tree.outlineHelp}</span>}
        >
          <OutlineGrid
            tree={tree}
            openIds={outlineOpenIds}
            totalLines={totalLines}
            selectedId={selectedId}
            onSelect={select}
            onToggle={toggle}
          />
        </Panel>
      </div>
    </>
  );
}
