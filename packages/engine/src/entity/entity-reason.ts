import type { CaseProfiles } from "./case-profiles.ts";
import type { CountDeviation } from "./count-surprise.ts";
import type { OrderDeviation } from "./order-surprise.ts";
import type { SetDeviation } from "./set-surprise.ts";

/** What is strange about a case, each list with the most surprising first. */
export interface Deviations {
  readonly set: readonly SetDeviation[];
  readonly counts: readonly CountDeviation[];
  readonly order: OrderDeviation | null;
}

const NAMED_MAX = 4;
/** What fewer than one case in four is like is worth a word. */
const NATS_MIN = Math.log(4);
const TEXT_LENGTH_MAX = 90;
const GROUPED = new Intl.NumberFormat("en");

/** The deviations in words that can be checked in the log, the most surprising first. */
export function entityReason(
  { set, counts, order }: Deviations,
  { caseCount, caseCounts }: CaseProfiles,
  texts: readonly string[],
): string {
  const quoted = (template: number): string => `'${shortened(texts[template] ?? "")}'`;
  const having = (template: number): number => caseCounts[template] ?? 0;
  const said = [
    ...set.map(({ template, isThere, nats }) => ({
      nats,
      text: isThere
        ? `has ${quoted(template)}, which ${count(having(template))} of ${count(caseCount)} have`
        : `lacks ${quoted(template)}, which ${count(having(template))} of ${count(caseCount)} have`,
    })),
    ...counts.map(({ template, count: times, isMore, likeIt, nats }) => ({
      nats,
      text: `has ${quoted(template)} ${isMore ? "" : "only "}${count(times)} ${times === 1 ? "time" : "times"}, so ${isMore ? "often" : "seldom"} as ${count(likeIt)} of ${count(having(template))} that have it`,
    })),
    ...(order === null
      ? []
      : [
          {
            nats: order.nats,
            text: `comes to ${quoted(order.first)} before ${quoted(order.second)}, as ${count(order.likeIt)} of ${count(order.withBoth)} that have both`,
          },
        ]),
  ]
    .filter(({ nats }) => nats >= NATS_MIN)
    .toSorted((a, b) => b.nats - a.nats)
    .map(({ text }) => text);
  if (said.length === 0) return "like most: no template, number or order that fewer than one in four has";
  const more = said.length - NAMED_MAX;
  return said.slice(0, NAMED_MAX).join("; ") + (more > 0 ? `; and ${more} more` : "");
}

function count(value: number): string {
  return GROUPED.format(value);
}

function shortened(text: string): string {
  const [line = ""] = text.split("\n", 1);
  return line.length > TEXT_LENGTH_MAX ? `${line.slice(0, TEXT_LENGTH_MAX - 1)}…` : line;
}
