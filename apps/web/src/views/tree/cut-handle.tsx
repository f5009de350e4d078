"use client";

import type { Ref } from "react";
import { formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import styles from "./cut-handle.module.css";

interface Props {
  readonly ref: Ref<HTMLDivElement>;
  readonly count: number;
  readonly onGrab: () => void;
  /** Where the hand is, in pixels from the left of the picture. */
  readonly onDrag: (x: number) => void;
  readonly onDrop: () => void;
  /** One cluster more or fewer. */
  readonly onStep: (by: number) => void;
}

/** The grip of the cut line: moving it to the right, to lower merge heights, opens branches. It stands where `placeHandle` puts it. */
export function CutHandle({ ref, count, onGrab, onDrag, onDrop, onStep }: Props) {
  return (
    <div
      ref={ref}
      className={styles.handle}
      role="slider"
      tabIndex={0}
      aria-label={texts.tree.dragCut}
      title={texts.tree.dragCut}
      aria-valuemin={1}
      aria-valuenow={count}
      aria-valuetext={texts.clusters(count)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        onGrab();
      }}
      onPointerMove={(event) => {
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
        const left = event.currentTarget.parentElement?.getBoundingClientRect().left ?? 0;
        onDrag(event.clientX - left);
      }}
      onLostPointerCapture={onDrop}
      onKeyDown={(event) => {
        const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        onStep(by);
      }}
    >
      <span className={styles.count} aria-hidden="true" />
    </div>
  );
}

/** Puts the grip at `x` pixels from the left and says how many clusters the cut makes there: past React, which is too slow for a hand. */
export function placeHandle(handle: HTMLDivElement, x: number, count: number): void {
  handle.style.transform = `translateX(${x.toFixed(1)}px)`;
  handle.ariaValueNow = String(count);
  handle.ariaValueText = texts.clusters(count);
  const said = handle.firstElementChild;
  if (said !== null) said.textContent = formatCount(count);
}
