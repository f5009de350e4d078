"use client";

import { useEffect, useMemo, useRef, useState, type PointerEvent } from "react";
import { texts } from "../../texts.ts";
import type { ClusterTree } from "../../tree/cluster-tree.ts";
import { layoutDendrogram } from "../../tree/dendrogram-layout.ts";
import { useSize } from "../../ui/use-size.ts";
import { CutHandle } from "./cut-handle.tsx";
import { slotAt } from "./dendrogram-hit.ts";
import styles from "./dendrogram-picture.module.css";
import { drawDendrogram, NAME_ROW_MIN, xOf, yOf, type Frame } from "./draw-dendrogram.ts";
import { readPalette } from "./palette.ts";

interface Props {
  readonly tree: ClusterTree;
  readonly openIds: ReadonlySet<string>;
  readonly cutHeight: number;
  readonly cutCount: number;
  readonly totalLines: number;
  readonly selectedId: string | null;
  readonly isFit: boolean;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (id: string) => void;
  readonly onCutHeight: (height: number) => void;
  readonly onCutStep: (by: number) => void;
}

const SCALE_HEIGHT = 28;
const ROW_MIN = 20;
const ROW_MAX = 30;
const NAMES_SHARE = 0.46;

/** The dendrogram, root at the left, drawn by merge height on a canvas that is never larger than what is seen of it. */
export function DendrogramPicture(props: Props) {
  const { tree, openIds, cutHeight, totalLines, selectedId, isFit } = props;
  const layout = useMemo(() => layoutDendrogram(tree, openIds), [tree, openIds]);
  const [ref, size] = useSize();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [scrollTop, setScrollTop] = useState(0);
  const [pointedSlot, setPointedSlot] = useState(-1);
  const scheme = useScheme();

  const tips = Math.max(1, layout.tips.length);
  const room = size.height - SCALE_HEIGHT - 4;
  const rowHeight = isFit
    ? Math.min(ROW_MAX, room / tips)
    : Math.max(ROW_MIN, Math.min(ROW_MAX, room / tips));
  const frame: Frame = {
    ...size,
    scaleHeight: SCALE_HEIGHT,
    left: 18,
    right: rowHeight < NAME_ROW_MIN ? size.width - 24 : Math.max(120, size.width * (1 - NAMES_SHARE)),
    rowHeight: Math.max(0.05, rowHeight),
    scrollTop,
    heightMax: Math.max(0.05, tree.root?.mergeHeight ?? 1),
  };
  const selectedSlot = selectedId === null ? -1 : layout.clusters.findIndex((row) => row.id === selectedId);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || size.width === 0) return;
    const request = requestAnimationFrame(() => {
      const ratio = window.devicePixelRatio;
      element.width = Math.round(size.width * ratio);
      element.height = Math.round(size.height * ratio);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      drawDendrogram(
        context,
        layout,
        frame,
        { selectedSlot, pointedSlot, cutHeight, totalLines },
        readPalette(element.parentElement ?? element),
      );
    });
    return () => cancelAnimationFrame(request);
  });

  // A selection made elsewhere comes into view here.
  useEffect(() => {
    const scroller = ref.current;
    if (scroller === null || selectedSlot < 0) return;
    const y = yOf({ ...frame, scrollTop: scroller.scrollTop }, layout.y[selectedSlot] ?? 0);
    if (y < SCALE_HEIGHT || y > scroller.clientHeight) scroller.scrollTop += y - scroller.clientHeight / 2;
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only a new selection moves the view; new data must not
  }, [selectedId]);

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
        onScroll={(event) => setScrollTop(event.currentTarget.scrollTop)}
      >
        <canvas
          ref={canvas}
          className={styles.canvas}
          role="img"
          aria-label={texts.tree.picture}
          onPointerMove={at}
          onPointerLeave={() => setPointedSlot(-1)}
          onClick={(event) => {
            const id = at(event);
            if (id !== undefined) props.onSelect(id);
          }}
          onDoubleClick={(event) => {
            const id = at(event);
            if (id !== undefined) props.onToggle(id);
          }}
        />
        <div
          className={styles.length}
          style={{ height: Math.max(0, SCALE_HEIGHT + tips * frame.rowHeight - size.height) }}
        />
      </div>
      {size.width === 0 ? null : (
        <CutHandle
          x={xOf(frame, cutHeight)}
          count={props.cutCount}
          heightAt={(x) => (1 - (x - frame.left) / (frame.right - frame.left)) * frame.heightMax}
          onHeight={props.onCutHeight}
          onStep={props.onCutStep}
        />
      )}
    </div>
  );
}

/** Changes when the colours do, so that the canvas is drawn anew. */
function useScheme(): string {
  const [scheme, setScheme] = useState("");
  useEffect(() => {
    const system = window.matchMedia("(prefers-color-scheme: dark)");
    const read = () => setScheme(`${system.matches} ${document.documentElement.dataset["theme"]}`);
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    system.addEventListener("change", read);
    return () => {
      observer.disconnect();
      system.removeEventListener("change", read);
    };
  }, []);
  return scheme;
}
