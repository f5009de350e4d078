import type { Dendrogram } from "./dendrogram.ts";
import { outcomeStrengths } from "./distance/outcome-block.ts";
import { words } from "./distance/words.ts";
import type { LogTemplate } from "./log-template.ts";
import { isolations, type Isolation } from "./outlier/isolation.ts";

/** A template that stands apart in the dendrogram, and why. */
export interface OutlierScore {
  readonly templateId: string;
  /** The leaf's id. */
  readonly clusterId: string;
  /** [0, 1], higher is stranger. */
  readonly score: number;
  readonly severity: "LOW" | "MEDIUM" | "HIGH";
  /** `isolated template` by itself, `isolated branch` with a few of its kind. */
  readonly kind: string;
  /** The numbers behind the score, in plain words. */
  readonly reason: string;
}

/** Below this there is no "rest" to stand apart from. */
const LEAF_COUNT_MIN = 8;
/** A branch of up to 1 % of the leaves, at most 5, counts as one strange thing. */
const BRANCH_SHARE_MAX = 0.01;
const BRANCH_LEAF_COUNT_MAX = 5;
/** An outlier joins higher than this share of the leaves, and higher than half of them by at least so much. */
const USUAL_SHARE = 0.95;
const APART_MIN = 0.1;
/** What many lines say is no outlier, however it stands. */
const RARITY_MIN = 0.5;
const WEIGHT = { apart: 0.5, rarity: 0.3, failure: 0.2 };
const MEDIUM_FROM = 0.55;
const HIGH_FROM = 0.75;
const FAILURE_MIN = 0.6;

/**
 * The templates that stand apart: where a template (or the few of its kind) joins the dendrogram against where the rest
 * does, how few lines it has, and whether it tells of a failure. Rare alone is not strange, nor is far alone: only what is
 * both is in the list, and never more than one in twenty.
 *
 * To stand apart is LOW, as long as nothing says that something went wrong. With a failure it is MEDIUM, and HIGH is the strangest of
 * all when both are plain: one of a log, never more.
 *
 * @param templates - Those of the dendrogram; leaves without one are left out.
 * @param ofHost - Lines by template of one host, where only those that it has are to be set against one another.
 * @returns The strangest first; equal ones by template id. None for fewer than 8 leaves.
 */
export function outlierScores(
  dendrogram: Dendrogram,
  templates: readonly LogTemplate[],
  ofHost?: ReadonlyMap<string, number>,
): OutlierScore[] {
  const counted = new Map(
    templates.flatMap((template) => {
      const lineCount = ofHost === undefined ? template.lineCount : (ofHost.get(template.id) ?? 0);
      return ofHost === undefined || lineCount > 0
        ? [[template.id, { ...template, lineCount }] as const]
        : [];
    }),
  );
  const leafCount = counted.size;
  if (leafCount < LEAF_COUNT_MIN) return [];
  const branchMax = Math.max(1, Math.min(BRANCH_LEAF_COUNT_MAX, Math.floor(leafCount * BRANCH_SHARE_MAX)));
  const all = isolations(dendrogram, branchMax, (id) => counted.has(id));
  const heights = all.map(({ joinHeight }) => joinHeight).toSorted((a, b) => a - b);
  const usual: Usual = {
    half: quantile(heights, 0.5),
    most: quantile(heights, USUAL_SHARE),
    lineCount: [...counted.values()].reduce((sum, { lineCount }) => sum + lineCount, 0),
    whose: ofHost === undefined ? "the" : "this host's",
  };
  const scores = all
    .flatMap((isolation) => {
      const template = counted.get(isolation.leaf.templateId ?? "");
      return template === undefined ? [] : (outlierScore(isolation, template, usual) ?? []);
    })
    .toSorted((a, b) => b.score - a.score || (a.templateId < b.templateId ? -1 : 1));
  return scores.map((score, i) =>
    i > 0 && score.severity === "HIGH" ? { ...score, severity: "MEDIUM" } : score,
  );
}

interface Usual {
  /** Heights below which half and most of the leaves join. */
  readonly half: number;
  readonly most: number;
  readonly lineCount: number;
  readonly whose: string;
}

function outlierScore(isolation: Isolation, template: LogTemplate, usual: Usual): OutlierScore | null {
  const { joinHeight, branchLeafCount, leaf } = isolation;
  // By orders of magnitude: 1 for a line among countless, 0 for all of them.
  const rarity = 1 - Math.log1p(template.lineCount) / Math.log1p(Math.max(usual.lineCount, 1));
  if (joinHeight <= usual.most || joinHeight - usual.half < APART_MIN || rarity < RARITY_MIN) return null;
  const apart = usual.half >= 1 ? 1 : Math.min(1, (joinHeight - usual.half) / (1 - usual.half));
  const { failed } = outcomeStrengths(words(template.text), template.level);
  const isFailure = tellsOfFailure(template.text);
  const isSevere = isFailure || template.level === "error" || template.level === "fatal";
  const score = WEIGHT.apart * apart + WEIGHT.rarity * rarity + WEIGHT.failure * failed;
  const isAlone = branchLeafCount === 1;
  const who = isAlone ? "joins at" : `with ${branchLeafCount - 1} of its kind joins the rest at`;
  return {
    templateId: template.id,
    clusterId: leaf.id,
    score,
    severity: severityOf(score, isSevere),
    kind: isAlone ? "isolated template" : "isolated branch",
    reason:
      `${who} ${joinHeight.toFixed(2)}; 95 % of ${usual.whose} templates join below ${usual.most.toFixed(2)}, ` +
      `half of them below ${usual.half.toFixed(2)}; ${template.lineCount} of ${usual.lineCount} lines` +
      (isFailure ? "; tells of a failure" : template.level === null ? "" : `; says ${template.level} itself`),
  };
}

function severityOf(score: number, isSevere: boolean): OutlierScore["severity"] {
  if (!isSevere || score < MEDIUM_FROM) return "LOW";
  return score >= HIGH_FROM ? "HIGH" : "MEDIUM";
}

/** By its words alone: a level is the program's opinion. `0 errors` is none. */
function tellsOfFailure(text: string): boolean {
  const told = text.replace(NOTHING_WRONG, " ");
  return outcomeStrengths(words(told), null).failed >= FAILURE_MIN;
}

const NOTHING_WRONG =
  /\b(?:no|0|zero|without)(?: any)? (?:\w{1,20} )?(?:errors?|failures?|problems?|faults?|warnings?)\b/gi;

/** The value that `share` of the ascending values do not exceed. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
}
