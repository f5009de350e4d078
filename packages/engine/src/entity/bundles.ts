import type { CaseProfiles } from "./case-profiles.ts";

/** Of the cases that either of two templates sets apart, so many must be set apart by both. */
const TOGETHER_SHARE_MIN = 0.9;
/** So few cases have nine of ten in common only when they are the same. */
const FEW_MAX = 9;

/**
 * Templates that set the same cases apart, as the lines that one step writes: what is strange about a bundle is one strange
 * thing, not as many as it has templates. A template sets apart those that have it, or those that lack it when these are fewer:
 * so lines that come together are a bundle, lines that stay away together, and one that comes in the place of another.
 *
 * @returns For each template the bundle it is of, named by the template that sets the most cases apart; the smaller index on a
 *   tie. One that all cases have, or none, is a bundle by itself.
 */
export function bundlesOf({ caseCount, starts, templates, caseCounts }: CaseProfiles): Uint32Array {
  const casesOf: number[][] = Array.from(caseCounts, () => []);
  for (let c = 0; c < caseCount; c++) {
    for (let row = starts[c] ?? 0; row < (starts[c + 1] ?? 0); row++) casesOf[templates[row] ?? 0]?.push(c);
  }
  /** The cases that each template sets apart, ascending. */
  const sides = casesOf.map((own) => (own.length * 2 > caseCount ? complement(own, caseCount) : own));
  const bundles = Uint32Array.from(caseCounts, (_, template) => template);
  const bySize = Array.from(caseCounts.keys())
    .filter((template) => (sides[template]?.length ?? 0) > 0)
    .toSorted((a, b) => (sides[b]?.length ?? 0) - (sides[a]?.length ?? 0) || a - b);
  let leaders: number[] = [];
  /** By their set of few cases. */
  const leaderOfSet = new Map<string, number>();
  for (const template of bySize) {
    const side = sides[template] ?? [];
    const isFew = side.length <= FEW_MAX;
    const set = isFew ? side.join(",") : "";
    if (!isFew)
      leaders = leaders.filter((leader) => side.length >= (sides[leader]?.length ?? 0) * TOGETHER_SHARE_MIN);
    const leader = leaderOfSet.get(set) ?? leaders.find((other) => areTogether(sides[other] ?? [], side));
    if (leader !== undefined) bundles[template] = leader;
    else if (isFew) leaderOfSet.set(set, template);
    else leaders.push(template);
  }
  return bundles;
}

function complement(ascending: readonly number[], count: number): number[] {
  const rest: number[] = [];
  let next = 0;
  for (let value = 0; value < count; value++) {
    if (ascending[next] === value) next++;
    else rest.push(value);
  }
  return rest;
}

/** Whether the share of common members among all members of two ascending lists is large enough; stops as soon as it cannot be. */
function areTogether(a: readonly number[], b: readonly number[]): boolean {
  // i / u >= s with i + u = a + b and apart = u - i; a little more, for what the division rounds off
  const apartMax = ((1 - TOGETHER_SHARE_MIN) / (1 + TOGETHER_SHARE_MIN)) * (a.length + b.length) + 1e-9;
  if (Math.abs(a.length - b.length) > apartMax) return false;
  let apart = 0;
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    const [left = 0, right = 0] = [a[i], b[j]];
    if (left === right) {
      i++;
      j++;
      continue;
    }
    if (++apart > apartMax) return false;
    if (left < right) i++;
    else j++;
  }
  return apart + (a.length - i) + (b.length - j) <= apartMax;
}
