"use client";

import { formatClock, formatExact, formatWhen } from "../format/times.ts";
import { texts } from "../texts.ts";
import { useNow } from "./use-now.ts";

interface Props {
  readonly at: string | number | null;
  /** In a list of many the clock tells them apart, where "2 min ago" does not. */
  readonly asClock?: boolean;
}

/** An instant as a person says it, with the exact one on hover. */
export function When({ at, asClock = false }: Props) {
  const now = useNow();
  const instantMs = at === null ? Number.NaN : new Date(at).getTime();
  if (Number.isNaN(instantMs)) return <>{texts.none}</>;
  return (
    <time dateTime={new Date(instantMs).toISOString()} title={formatExact(instantMs)}>
      {asClock ? formatClock(instantMs, now) : formatWhen(instantMs, now)}
    </time>
  );
}
