/** The reason of a finding in its parts; joined they say all of it. */
export interface FindingWords {
  /** The name of a rule, or empty. */
  readonly title: string;
  readonly what: string;
  /** What it is compared with, or empty. */
  readonly against: string;
}

/** Where a reason turns from what was seen to what is usual. */
const TURNS = [", where ", "; ", ", never before in "];

/** A rule's reason begins with its name and a colon; what changed and what is new goes on with what it is compared with. */
export function findingWords(reason: string): FindingWords {
  const colon = reason.indexOf(": ");
  const isNamed = colon > 0 && colon < 80;
  const title = isNamed ? reason.slice(0, colon) : "";
  const rest = isNamed ? reason.slice(colon + 2) : reason;
  const turns = TURNS.map((turn) => ({ at: rest.indexOf(turn), length: turn.length })).filter(
    ({ at }) => at > 0,
  );
  const turn = turns.toSorted((a, b) => a.at - b.at)[0];
  if (turn === undefined) return { title, what: rest, against: "" };
  // "never before" says something itself; a comma or a semicolon only parts.
  const against = rest.slice(turn.at + 2).replace(/^where /, "");
  return { title, what: rest.slice(0, turn.at), against };
}
