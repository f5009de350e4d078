import { createHash } from "node:crypto";
import type { Batch, QueuedNotice } from "./notice.ts";
import type { NoticeTimes } from "./target.ts";

/** With more than this to say at once, a target gets one message for all of it. */
const SINGLE_COUNT_MAX = 10;
const BATCH_COUNT_MAX = 200;
const MINUTE_MS = 60_000;

/**
 * The messages that a target is to get now. What was tried before goes out as it was, under its old id. HIGH goes at once; in quiet
 * hours all else waits, and so it does until a digest is full.
 *
 * @param notices - Those of this target, the oldest first.
 */
export function dueBatches(notices: readonly QueuedNotice[], times: NoticeTimes, nowMs: number): Batch[] {
  const tried = Map.groupBy(
    notices.filter(({ deliveryId }) => deliveryId !== null),
    ({ deliveryId }) => deliveryId ?? "",
  );
  const again = [...tried].map(([deliveryId, group]) => ({
    deliveryId,
    attempts: group[0]?.attempts ?? 0,
    notices: group,
  }));
  const fresh = notices.filter(({ deliveryId }) => deliveryId === null);
  const urgent = fresh.filter(({ finding }) => finding.severity === "HIGH");
  const calm = fresh.filter(({ finding }) => finding.severity !== "HIGH");
  return [...again, ...messages(urgent, false), ...calmMessages(calm, times, nowMs)];
}

function calmMessages(calm: readonly QueuedNotice[], times: NoticeTimes, nowMs: number): Batch[] {
  const [oldest] = calm;
  if (oldest === undefined || isQuiet(times, nowMs)) return [];
  if (times.digestMinutes === null) return messages(calm, false);
  const isFull = nowMs - Date.parse(oldest.createdAt) >= times.digestMinutes * MINUTE_MS;
  return isFull ? messages(calm, true) : [];
}

function messages(notices: readonly QueuedNotice[], isDigest: boolean): Batch[] {
  const countMax = isDigest || notices.length > SINGLE_COUNT_MAX ? BATCH_COUNT_MAX : 1;
  const batches: Batch[] = [];
  for (let from = 0; from < notices.length; from += countMax) {
    const group = notices.slice(from, from + countMax);
    const ids = group.map(({ id }) => id).toSorted();
    const deliveryId = createHash("sha256").update(ids.join("\n")).digest("hex").slice(0, 32);
    batches.push({ deliveryId, attempts: 0, notices: group });
  }
  return batches;
}

/** Whether it is between the two times of day in the target's zone; they may lie on both sides of midnight. */
export function isQuiet({ quietHours, timeZone }: NoticeTimes, nowMs: number): boolean {
  if (quietHours === null) return false;
  const { from, to } = quietHours;
  const now = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(nowMs);
  return from <= to ? from <= now && now < to : from <= now || now < to;
}
