"use client";

import { formatExact, formatWhen } from "../format/times.ts";
import { texts } from "../texts.ts";
import { useNow } from "./use-now.ts";

/** An instant as a person says it, with the exact one on hover. */
export function When({ at }: { readonly at: string | number | null }) {
  const now = useNow();
  const instantMs = at === null ? Number.NaN : new Date(at).getTime();
  if (Number.isNaN(instantMs)) return <>{texts.none}</>;
  return (
    <time dateTime={new Date(instantMs).toISOString()} title={formatExact(instantMs)}>
      {formatWhen(instantMs, now)}
    </time>
  );
}
