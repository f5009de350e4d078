import { plural } from "./words.ts";

export const value = {
  title: "Value",
  missingTitle: "This value is not kept",
  missingText:
    "Of each place the most frequent values and the latest ones are kept; this one was never seen, or was neither.",
  lead: (events: number, hosts: number, places: number) =>
    `${plural(events, "event", "events")} on ${plural(hosts, "host", "hosts")}, in ${plural(places, "place", "places")}`,
  findings: "Findings about it",
  noFindings: "None.",
  places: "Where it stands",
  hosts: "On hosts",
  hours: "Events by hour",
  place: (slot: number) =>
    slot === -1 ? "address of the header" : slot === -2 ? "user of the header" : `value ${slot + 1}`,
  first: "first",
  slots: "Values",
  slotsHint: "the most frequent at each marked place",
  distinct: (n: number) => (n > 15 ? `about ${n} different` : `${n} different`),
} as const;
