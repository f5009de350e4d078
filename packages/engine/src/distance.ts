import { CondensedMatrix } from "./condensed.ts";
import { features, featureDistance } from "./distance/features.ts";
import type { LogTemplate } from "./log-template.ts";

/**
 * How far two kinds of line are apart, in [0, 1]: 0 for the same, 1 for nothing in common. Symmetric, and a function of
 * the two alone: of their text, level and programs, never of how often they occur or of any other template.
 */
export function distance(a: LogTemplate, b: LogTemplate): number {
  return featureDistance(features(a), features(b));
}

/** All distances between n templates, in the order they are given. Time and memory O(n²): 8 bytes a pair. */
export function distances(templates: readonly LogTemplate[]): CondensedMatrix {
  const all = templates.map(features);
  const matrix = new CondensedMatrix(all.length);
  let k = 0;
  for (const [i, a] of all.entries()) {
    for (const b of all.slice(i + 1)) {
      matrix.values[k] = featureDistance(a, b);
      k += 1;
    }
  }
  return matrix;
}
