"use client";

import { useCallback, useEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import { texts } from "../../texts.ts";
import type { ClusterTree } from "../../tree/cluster-tree.ts";
import { countAt, cutInto } from "../../tree/cut.ts";
import { layoutDendrogram, type DendrogramLayout } from "../../tree/dendrogram-layout.ts";
import { flatTree } from "../../tree/flat-tree.ts";
import { openSlots, type ByHand } from "../../tree/open-branches.ts";
import { useSize } from "../../ui/use-size.ts";
import { CutHandle, placeHandle } from "./cut-handle.tsx";
import { slotAt } from "./dendrogram-hit.ts";
import styles from "./dendrogram-picture.module.css";
import { drawDendrogram, NAME_ROW_MIN, xOf, yOf, type Frame } from "./draw-dendrogram.ts";
import { Minimap, MINIMAP_WIDTH } from "./minimap.tsx";
import { readPalette, type Palette } from "./palette.ts";
import { useCutDrag } from "./use-cut-drag.ts";
import { useGrab } from "./use-grab.ts";
import { ROW_MAX_PX, ROW_MIN_PX, type RowsView } from "./use-rows.ts";
import { useScheme } from "./use-scheme.ts";
import { useZoomKeys } from "./use-zoom-keys.ts";

interface Props {
  readonly tree: ClusterTree;
  /** Clusters at the cut, and what stands open or closed against it. */
  readonly count: number;
  readonly byHand: ByHand;
  readonly totalLines: number;
  readonly selectedId: string | null;
  readonly rows: RowsView;
  readonly onRows: (rows: RowsView) => void;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (id: string) => void;
  readonly onCount: (count: number) => void;
}

/** The dendrogram under one cut. */
interface Scene {
  readonly layout: DendrogramLayout;
  readonly frame: Frame;
  readonly count: number;
  readonly cutHeight: number;
}

const SCALE_HEIGHT = 28;
const READABLE_MIN = 20;
const READABLE_MAX = 30;
const NAMES_SHARE = 0.46;
/** More rows than so many views of them have a minimap. */
const MINIMAP_FROM = 1.3;

/** The dendrogram, root at the left, drawn by merge height on a canvas that is never larger than what is seen of it. */
export function DendrogramPicture(props: Props) {
  const { tree, count, byHand, totalLines, selectedId, rows, onRows, onCount } = props;
  const layoutAt = useCallback(
    (cutCount: number) => layoutDendrogram(flatTree(tree), openSlots(tree, cutCount, byHand)),
    [tree, byHand],
  );
  const layout = useMemo(() => layoutAt(count), [layoutAt, count]);
  const [ref, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const handle = useRef<HTMLDivElement>(null);
  const palette = useRef<{ readonly scheme: string; readonly colours: Palette } | null>(null);
  /** While a hand drags the cut, the heights under it must not move away. */
  const [heldRight, setHeldRight] = useState<number | null>(null);
  const [pointedSlot, setPointedSlot] = useState(-1);
  const scheme = useScheme();

  const tips = Math.max(1, layout.tips.length);
  const room = Math.max(1, size.height - SCALE_HEIGHT - 4);
  const fitOf = (tipCount: number) => Math.max(ROW_MIN_PX, Math.min(READABLE_MAX, room / tipCount));
  const rowHeightOf = (fitting: number) =>
    rows.zoom === "fit" ? fitting : (rows.zoom ?? Math.max(READABLE_MIN, fitting));
  const fit = fitOf(tips);
  const rowHeight = rowHeightOf(fit);
  const hasMinimap = tips * rowHeight > room * MINIMAP_FROM;
  const width = size.width - (hasMinimap ? MINIMAP_WIDTH : 0);
  const frameOf = (tipCount: number): Frame => {
    const height = rowHeightOf(fitOf(tipCount));
    return {
      width,
      height: size.height,
      scaleHeight: SCALE_HEIGHT,
      left: 18,
      right: heldRight ?? (height < NAME_ROW_MIN ? width - 24 : Math.max(120, width * (1 - NAMES_SHARE))),
      rowHeight: height,
      scrollTop: Math.max(0, Math.min(rows.top * height, tipCount * height - room)),
      heightMax: Math.max(0.05, tree.root?.mergeHeight ?? 1),
    };
  };
  const frame = frameOf(tips);
  const { scrollTop } = frame;
  const selectedAt = selectedId === null ? -1 : (flatTree(tree).slotOf.get(selectedId) ?? -1);
  const selectedSlot = layout.slotOf[selectedAt] ?? -1;

  const scene = (): Scene => {
    const dragged = drag.dragged();
    const { cutHeight, count: made } = cutInto(tree, dragged ?? count);
    if (dragged === null) return { layout, frame, cutHeight, count: made };
    const moved = layoutAt(dragged);
    return { layout: moved, frame: frameOf(moved.tips.length), cutHeight, count: made };
  };
  const draw = () => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || size.width === 0) return;
    if (palette.current?.scheme !== scheme)
      palette.current = { scheme, colours: readPalette(element.parentElement ?? element) };
    const ratio = window.devicePixelRatio;
    const [wide, high] = [Math.round(width * ratio), Math.round(size.height * ratio)];
    // Setting a size, also the same, makes the browser throw the canvas away.
    if (element.width !== wide || element.height !== high) [element.width, element.height] = [wide, high];
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const seen = scene();
    const marks = {
      selectedSlot: seen.layout.slotOf[selectedAt] ?? -1,
      pointedSlot: seen.layout === layout ? pointedSlot : -1,
      cutHeight: seen.cutHeight,
      totalLines,
    };
    drawDendrogram(context, seen.layout, seen.frame, marks, palette.current.colours);
    if (handle.current !== null) placeHandle(handle.current, xOf(seen.frame, seen.cutHeight), seen.count);
  };
  const drag = useCutDrag(draw, onCount);
  useEffect(() => {
    const request = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(request);
  });

  useEffect(() => {
    const scroller = ref.current;
    if (scroller !== null && size.height > 0 && Math.abs(scroller.scrollTop - scrollTop) > 1)
      scroller.scrollTop = scrollTop;
  }, [ref, scrollTop, size.height]);

  // A selection made elsewhere comes into view here.
  useEffect(() => {
    if (size.height === 0 || selectedSlot < 0) return;
    const y = yOf(frame, layout.y[selectedSlot] ?? 0);
    if (y < SCALE_HEIGHT || y > size.height)
      onRows({ ...rows, top: Math.max(0, (layout.y[selectedSlot] ?? 0) - room / rowHeight / 2) });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new selection moves the view; new data must not
  }, [selectedId, size.height === 0]);

  /** Rows higher or lower by a factor, with what is at `y` staying there. */
  const zoomBy = (factor: number, y = size.height / 2) => {
    const zoom = Math.max(Math.min(fit, READABLE_MIN), Math.min(ROW_MAX_PX, rowHeight * factor));
    const at = (scrollTop + y - SCALE_HEIGHT) / rowHeight;
    onRows({ zoom, top: Math.max(0, at - (y - SCALE_HEIGHT) / zoom) });
  };
  useZoomKeys(ref, zoomBy, () => onRows({ zoom: "fit", top: 0 }));
  const grab = useGrab(ref);

  const at = (event: PointerEvent | React.MouseEvent): string | undefined => {
    const box = event.currentTarget.getBoundingClientRect();
    const slot = slotAt(layout, frame, event.clientX - box.left, event.clientY - box.top);
    if (slot !== pointedSlot) setPointedSlot(slot);
    return layout.clusters[slot]?.id;
  };

  return (
    <div className={styles.picture} data-scheme={scheme}>
      <div
        ref={ref}
        className={styles.scroller}
        tabIndex={0}
        role="group"
        aria-label={texts.tree.pictureHelp}
        onScroll={(event) => {
          const top = event.currentTarget.scrollTop / rowHeight;
          if (Math.abs(top - rows.top) * rowHeight > 1) onRows({ zoom: rows.zoom, top });
        }}
      >
        <canvas
          ref={canvas}
          className={styles.canvas}
          style={{ width }}
          role="img"
          aria-label={texts.tree.picture}
          onPointerDown={grab.onPointerDown}
          onPointerMove={(event) => {
            if (!grab.onPointerMove(event)) at(event);
          }}
          onPointerLeave={() => setPointedSlot(-1)}
          onClick={(event) => {
            const id = at(event);
            if (id !== undefined && !grab.wasDrag()) props.onSelect(id);
          }}
          onDoubleClick={(event) => {
            const id = at(event);
            if (id !== undefined) props.onToggle(id);
          }}
        />
        <div
          className={styles.length}
          style={{ height: Math.max(0, SCALE_HEIGHT + tips * rowHeight - size.height) }}
        />
      </div>
      {hasMinimap ? (
        <Minimap
          layout={layout}
          scheme={scheme}
          height={room}
          from={scrollTop / (tips * rowHeight)}
          to={(scrollTop + room) / (tips * rowHeight)}
          onCentre={(part) =>
            onRows({ zoom: rows.zoom, top: Math.max(0, part * tips - room / rowHeight / 2) })
          }
        />
      ) : null}
      {size.width === 0 ? null : (
        <CutHandle
          ref={handle}
          count={count}
          onGrab={() => setHeldRight(frame.right)}
          onDrag={(x) => {
            const height = (1 - (x - frame.left) / (frame.right - frame.left)) * frame.heightMax;
            drag.move(Math.min(countAt(tree, height), tree.root?.leafCount ?? 1));
          }}
          onDrop={() => {
            drag.drop();
            setHeldRight(null);
          }}
          onStep={(by) => onCount(Math.max(1, Math.min(tree.root?.leafCount ?? 1, count + by)))}
        />
      )}
    </div>
  );
}
