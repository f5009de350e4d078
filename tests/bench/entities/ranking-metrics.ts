/** A score, higher is stranger, and whether it is of something that people call strange. */
export interface Scored {
  readonly score: number;
  readonly isAnomaly: boolean;
}

export interface RankingMetrics {
  /** Area under the ROC curve: how often an anomaly has the higher score than a normal one; a tie is half. */
  readonly auc: number;
  /** Mean of the precisions at each anomaly; those with equal scores are taken at once (as scikit-learn does). */
  readonly averagePrecision: number;
}

/** Equal to scikit-learn's roc_auc_score and average_precision_score to the last digits. Both are NaN when there are only anomalies or none. */
export function rankingMetrics(all: readonly Scored[]): RankingMetrics {
  const byScore = new Map<number, { anomalies: number; normal: number }>();
  for (const { score, isAnomaly } of all) {
    const tied = byScore.get(score) ?? { anomalies: 0, normal: 0 };
    if (isAnomaly) tied.anomalies++;
    else tied.normal++;
    byScore.set(score, tied);
  }
  let above = { anomalies: 0, normal: 0 };
  let pairs = 0;
  let precisions = 0;
  for (const [, tied] of [...byScore].toSorted(([a], [b]) => b - a)) {
    pairs += tied.normal * (above.anomalies + tied.anomalies / 2);
    above = { anomalies: above.anomalies + tied.anomalies, normal: above.normal + tied.normal };
    precisions += tied.anomalies * (above.anomalies / (above.anomalies + above.normal));
  }
  return { auc: pairs / (above.anomalies * above.normal), averagePrecision: precisions / above.anomalies };
}
