"use client";

import { texts } from "../../texts.ts";
import styles from "./cut-handle.module.css";

interface Props {
  /** Where the cut line stands, in pixels from the left of the picture. */
  readonly x: number;
  readonly count: number;
  readonly heightAt: (x: number) => number;
  readonly onHeight: (height: number) => void;
  /** One cluster more or fewer. */
  readonly onStep: (by: number) => void;
}

/** The grip of the cut line: moving it to the right, to lower merge heights, opens branches. */
export function CutHandle({ x, count, heightAt, onHeight, onStep }: Props) {
  return (
    <div
      className={styles.handle}
      style={{ left: x }}
      role="slider"
      tabIndex={0}
      aria-label={texts.tree.dragCut}
      title={texts.tree.dragCut}
      aria-valuemin={1}
      aria-valuenow={count}
      aria-valuetext={texts.clusters(count)}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
        onHeight(heightAt(event.clientX - left));
      }}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        onStep(by);
      }}
    />
  );
}
