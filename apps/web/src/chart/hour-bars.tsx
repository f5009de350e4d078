import { formatCount } from "../format/numbers.ts";
import { formatSpan, formatStamp } from "../format/times.ts";
import { HOUR_MS } from "../scope/scope.ts";
import { texts } from "../texts.ts";
import { hourBuckets, type Bucket, type HourCount } from "./hour-buckets.ts";
import styles from "./hour-bars.module.css";

export interface Range {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

interface Props {
  readonly hours: readonly HourCount[];
  readonly range?: Range;
  /** Height of the bars in pixels. */
  readonly height: number;
  readonly barsMax?: number;
  /** With first and last time under it; without, it is a trend beside a number. */
  readonly withAxis?: boolean;
  /** Bars that this touches stand out: what all the others are compared with. */
  readonly marked?: Range;
  /** What a click on a bar does: the window it stands for. */
  readonly onPick?: (fromMs: number, toMs: number) => void;
}

const WHOLE: Range = { fromMs: null, toMs: null };

/** Lines by hour, as bars over one another's time. */
export function HourBars({
  hours,
  range = WHOLE,
  height,
  barsMax = 96,
  withAxis = false,
  marked,
  onPick,
}: Props) {
  const bars = hourBuckets(hours, range, barsMax);
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return <span className={styles.axis}>{texts.none}</span>;
  // One bar says nothing beside its number.
  if (bars.length === 1)
    return withAxis ? (
      <p className={styles.axis}>
        {formatSpan(first.fromMs, last.toMs)} <span>{formatCount(first.size)}</span>
      </p>
    ) : null;
  const most = Math.max(1, ...bars.map(({ size }) => size));
  return (
    <figure className={styles.figure}>
      <svg
        className={styles.chart}
        height={height}
        viewBox={`0 0 ${bars.length} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={summary(bars)}
      >
        {bars.map((bar, i) => (
          <BarOf
            key={bar.fromMs}
            bar={bar}
            at={i}
            share={bar.size / most}
            height={height}
            isMarked={marked !== undefined && touches(bar, marked)}
            onPick={onPick}
          />
        ))}
      </svg>
      {withAxis ? (
        <figcaption className={styles.axis}>
          <span>{formatStamp(first.fromMs)}</span>
          <span>{texts.chart.most(most, Math.round((first.toMs - first.fromMs) / HOUR_MS))}</span>
          <span>{formatStamp(last.toMs)}</span>
        </figcaption>
      ) : null}
    </figure>
  );
}

interface BarProps {
  readonly bar: Bucket;
  readonly at: number;
  readonly share: number;
  readonly height: number;
  readonly isMarked: boolean;
  readonly onPick: Props["onPick"];
}

function touches(bar: Bucket, { fromMs, toMs }: Range): boolean {
  return bar.toMs > (fromMs ?? Number.NEGATIVE_INFINITY) && bar.fromMs <= (toMs ?? Number.POSITIVE_INFINITY);
}

function BarOf({ bar, at, share, height, isMarked, onPick }: BarProps) {
  // One line among thousands is still a line.
  const top = bar.size === 0 ? 1 : Math.max(2, share * height);
  return (
    <g
      className={onPick === undefined ? undefined : styles.step}
      onClick={onPick === undefined ? undefined : () => onPick(bar.fromMs, bar.toMs)}
    >
      <title>{`${formatSpan(bar.fromMs, bar.toMs)}\n${texts.lines(bar.size)}`}</title>
      <rect className={styles.room} x={at} width={1} height={height} />
      <rect
        className={isMarked ? styles.marked : bar.size === 0 ? styles.none : styles.bar}
        x={at + 0.08}
        width={0.84}
        y={height - top}
        height={top}
      />
    </g>
  );
}

function summary(bars: readonly Bucket[]): string {
  const total = bars.reduce((sum, { size }) => sum + size, 0);
  const top = bars.reduce((most, bar) => (bar.size > most.size ? bar : most));
  const first = bars[0] ?? top;
  const last = bars.at(-1) ?? top;
  return texts.chart.summary(
    total,
    formatSpan(first.fromMs, last.toMs),
    top.size,
    formatSpan(top.fromMs, top.toMs),
  );
}
