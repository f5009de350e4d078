import type { PlacedEvents } from "./event-places.ts";
import { countText } from "./format-numbers.ts";

/** `line 17`, `lines 17 to 24, 3 times in all`, with the source in front where there are several. */
export function placeText(
  { places, events }: { readonly places: PlacedEvents["places"]; readonly events: number },
  isNamed: boolean,
): string {
  const [place] = places;
  if (place === undefined) return "";
  const { source, firstLine, lastLine } = place;
  const at = firstLine === lastLine ? `line ${firstLine}` : `lines ${firstLine} to ${lastLine}`;
  const more = events > 1 ? `, ${countText(events)} times in all` : "";
  return `${isNamed ? `${source} ` : ""}${at}${more}`;
}
