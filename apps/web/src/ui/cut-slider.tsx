"use client";

import { useMemo } from "react";
import { formatCount } from "../format/numbers.ts";
import { texts } from "../texts.ts";
import { nearestStep, sliderSteps } from "../tree/slider-steps.ts";
import button from "./button.module.css";
import styles from "./cut-slider.module.css";

interface Props {
  readonly label: string;
  /** Clusters now, from 1 to `max`. */
  readonly count: number;
  readonly max: number;
  readonly suggested: number;
  /** Null goes back to the suggested count. */
  readonly onChange: (count: number | null) => void;
}

/** How many clusters the tree is cut into. */
export function CutSlider({ label, count, max, suggested, onChange }: Props) {
  const steps = useMemo(() => sliderSteps(max), [max]);
  return (
    <div className={styles.slider}>
      <label className={styles.label}>
        {label}
        <input
          type="range"
          min={0}
          max={steps.length - 1}
          value={nearestStep(steps, count)}
          aria-valuetext={formatCount(count)}
          onChange={(event) => onChange(steps[Number(event.target.value)] ?? 1)}
        />
      </label>
      <output className={styles.count}>{formatCount(count)}</output>
      <button
        type="button"
        className={button.button}
        disabled={count === suggested}
        onClick={() => onChange(null)}
      >
        {texts.map.suggested(suggested)}
      </button>
    </div>
  );
}
