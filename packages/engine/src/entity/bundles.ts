import type { CaseProfiles } from "./case-profiles.ts";

/** Of the cases that have one of two templates, so many must have both, or the two do not come together. */
const TOGETHER_SHARE_MIN = 0.9;

/**
 * Templates that come together, as the lines that one step writes: what is strange about a bundle is one strange thing, not as
 * many as it has templates.
 *
 * @returns For each template the bundle it is of, named by its most frequent template; the smaller index on a tie.
 */
export function bundlesOf({ caseCount, starts, templates, caseCounts }: CaseProfiles): Uint32Array {
  const casesOf: number[][] = Array.from(caseCounts, () => []);
  for (let c = 0; c < caseCount; c++) {
    for (let row = starts[c] ?? 0; row < (starts[c + 1] ?? 0); row++) casesOf[templates[row] ?? 0]?.push(c);
  }
  const bundles = Uint32Array.from(caseCounts, (_, template) => template);
  const byCount = Array.from(caseCounts.keys()).toSorted(
    (a, b) => (caseCounts[b] ?? 0) - (caseCounts[a] ?? 0) || a - b,
  );
  /** Leaders by their number of cases, the most first. */
  let leaders: number[] = [];
  /** Only equal sets of fewer than ten cases have nine of ten in common: these are found by name. */
  const leaderOfSet = new Map<string, number>();
  for (const template of byCount) {
    const own = casesOf[template] ?? [];
    if (own.length * (1 - TOGETHER_SHARE_MIN) < 1) {
      const set = own.join(",");
      const leader =
        leaderOfSet.get(set) ?? leaders.find((other) => areTogether(casesOf[other] ?? [], own)) ?? template;
      if (leader === template) leaderOfSet.set(set, template);
      bundles[template] = leader;
      if (own.length === 0) break;
      continue;
    }
    leaders = leaders.filter((leader) => own.length >= (caseCounts[leader] ?? 0) * TOGETHER_SHARE_MIN);
    const leader = leaders.find((other) => areTogether(casesOf[other] ?? [], own));
    if (leader === undefined) leaders.push(template);
    else bundles[template] = leader;
  }
  return bundles;
}

/** Whether the share of common members among all members of two ascending lists is large enough; stops as soon as it cannot be. */
function areTogether(a: readonly number[], b: readonly number[]): boolean {
  const apartMax = ((1 - TOGETHER_SHARE_MIN) / (1 + TOGETHER_SHARE_MIN)) * (a.length + b.length);
  let apart = Math.abs(a.length - b.length);
  if (apart > apartMax) return false;
  apart = 0;
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
