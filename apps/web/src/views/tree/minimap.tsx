"use client";

import { useEffect, useRef, type PointerEvent } from "react";
import { LEVEL_ORDER, levelTone } from "../../ui/level.tsx";
import type { DendrogramLayout } from "../../tree/dendrogram-layout.ts";
import { readPalette } from "./palette.ts";
import styles from "./minimap.module.css";

interface Props {
  readonly layout: DendrogramLayout;
  /** First and last part of all rows in sight, 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Changes with the colours. */
  readonly scheme: string;
  readonly height: number;
  /** Brings this part of the rows, 0 to 1, into the middle. */
  readonly onCentre: (part: number) => void;
}

export const MINIMAP_WIDTH = 44;

/** All rows at once, at the edge: a bar a pixel in the most severe level there, as long as the largest cluster there is large. */
export function Minimap({ layout, from, to, scheme, height, onCentre }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context || height === 0) return;
    element.width = MINIMAP_WIDTH;
    element.height = Math.floor(height);
    drawRows(context, layout, readPalette(element.parentElement ?? element).levels);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the palette is read anew with another scheme
  }, [layout, height, scheme]);
  const move = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    onCentre((event.clientY - box.top) / box.height);
  };
  return (
    <div
      className={styles.minimap}
      aria-hidden="true"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) move(event);
      }}
    >
      <canvas ref={canvas} className={styles.rows} />
      <div
        className={styles.sight}
        style={{ top: `${from * 100}%`, height: `max(6px, ${(Math.min(1, to) - from) * 100}%)` }}
      />
    </div>
  );
}

function drawRows(
  context: CanvasRenderingContext2D,
  { tips, clusters }: DendrogramLayout,
  colours: Readonly<Record<string, string>>,
): void {
  const { width, height } = context.canvas;
  context.clearRect(0, 0, width, height);
  const step = Math.max(1, height / tips.length);
  let row = 0;
  for (let y = 0; y < height && row < tips.length; y += step) {
    const end = Math.max(row + 1, Math.round(((y + step) / height) * tips.length));
    let [worst, most] = [LEVEL_ORDER.length - 1, 0];
    for (; row < end && row < tips.length; row += 1) {
      const cluster = clusters[tips[row] ?? 0];
      worst = Math.min(worst, LEVEL_ORDER.indexOf(levelTone(cluster?.level ?? null)));
      most = Math.max(most, cluster?.size ?? 0);
    }
    context.fillStyle = colours[LEVEL_ORDER[Math.max(0, worst)] ?? "none"] ?? "";
    const length = Math.min(width - 6, 4 + Math.log10(1 + most) * 7);
    context.fillRect(width - length, y, length, Math.max(1, step - 0.5));
  }
}
