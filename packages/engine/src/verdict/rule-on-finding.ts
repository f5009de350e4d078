import type { Severity } from "../evidence/rule.ts";

/** A verdict in force, as far as it decides about findings. */
export interface StandingVerdict {
  readonly id: string;
  readonly phase: "accepted" | "muted" | "important" | "closed";
  /** ISO 8601 in UTC. */
  readonly createdAt: string;
  /** Templates that it covers: the fewer, the more it was meant for them. */
  readonly templateCount: number;
  /** Of a verdict on one finding: how severe that was and until when it was seen; else null. */
  readonly severity: Severity | null;
  readonly seenUntil: string | null;
}

/** A finding, and the verdicts in force on each thing it is about. */
export interface JudgedFinding {
  readonly severity: Severity;
  /** Evidence of an attack: what a verdict on a kind of line says nothing about. */
  readonly isEvidence: boolean;
  /** ISO 8601 in UTC. */
  readonly lastSeen: string;
  readonly onFinding: readonly StandingVerdict[];
  readonly onRule: readonly StandingVerdict[];
  /** By value, by template. */
  readonly onValues: readonly (readonly StandingVerdict[])[];
  readonly onTemplates: readonly (readonly StandingVerdict[])[];
}

/** What holds for a finding. */
export interface Ruling {
  readonly phase: "open" | "accepted" | "muted" | "closed";
  readonly severity: Severity;
  /** The verdict that says so; null when none does. */
  readonly verdictId: string | null;
  /** Verdicts on this finding that it has gone beyond: they end. */
  readonly outgrownIds: readonly string[];
}

const RANK: Readonly<Record<Severity, number>> = { LOW: 0, MEDIUM: 1, HIGH: 2 };

/**
 * What the verdicts in force say of a finding. The more explicit goes first: one on the finding itself, then on its rule, then on
 * all of its values, then on all of its templates. One on templates silences only what the tree alone found: an attack, or a strange
 * value, in a kind of line that everybody knows is what an intruder looks like. `important` is never outvoted by what is less explicit.
 */
export function ruleOnFinding(finding: JudgedFinding): Ruling {
  const { severity, isEvidence, onFinding, onRule, onValues, onTemplates } = finding;
  const own = onFinding.filter((verdict) => holds(verdict, finding));
  const outgrownIds = onFinding.filter((verdict) => !holds(verdict, finding)).map(({ id }) => id);
  const ruling = (verdict: StandingVerdict): Ruling =>
    verdict.phase === "important"
      ? { phase: "open", severity: "HIGH", verdictId: verdict.id, outgrownIds }
      : { phase: verdict.phase, severity, verdictId: verdict.id, outgrownIds };
  const standing = onTemplates.map((verdicts) => verdicts.filter((verdict) => holds(verdict, finding)));
  const winner =
    best(own) ??
    best(onRule) ??
    onAll(onValues, true) ??
    onAll(standing, !isEvidence && onValues.length === 0);
  return winner === null ? { phase: "open", severity, verdictId: null, outgrownIds } : ruling(winner);
}

/**
 * A verdict on a finding is about what was seen of it. More severe than that, it is another matter; a closed one, and an attack that
 * went well, also when it goes on.
 */
function holds(verdict: StandingVerdict, { severity, isEvidence, lastSeen }: JudgedFinding): boolean {
  if (verdict.phase === "important") return true;
  if (verdict.severity !== null && RANK[severity] > RANK[verdict.severity]) return false;
  const isUpToHere = verdict.phase === "closed" || (isEvidence && severity === "HIGH");
  return !isUpToHere || verdict.seenUntil === null || Date.parse(lastSeen) <= Date.parse(verdict.seenUntil);
}

/** The one that was meant for the fewest templates, then the latest. */
function best(verdicts: readonly StandingVerdict[]): StandingVerdict | null {
  const [first] = verdicts.toSorted(
    (a, b) => a.templateCount - b.templateCount || Date.parse(b.createdAt) - Date.parse(a.createdAt),
  );
  return first ?? null;
}

/**
 * The verdict on a finding about several things: an important one of any of them; else, if `canSilence` and each has one, the latest,
 * or the latest that mutes.
 */
function onAll(things: readonly (readonly StandingVerdict[])[], canSilence: boolean): StandingVerdict | null {
  const winners = things.map(best);
  const standing = winners.filter((winner) => winner !== null);
  const important = standing.filter(({ phase }) => phase === "important");
  if (important.length > 0) return latest(important);
  if (!canSilence || standing.length === 0 || standing.length < things.length) return null;
  const muting = standing.filter(({ phase }) => phase === "muted");
  return latest(muting.length > 0 ? muting : standing);
}

function latest(verdicts: readonly StandingVerdict[]): StandingVerdict | null {
  return verdicts.toSorted((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt))[0] ?? null;
}
