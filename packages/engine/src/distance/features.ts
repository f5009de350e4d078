import type { LogTemplate } from "../log-template.ts";

/** What the distance reads of a template. */
export interface Features {
  readonly words: ReadonlySet<string>;
  readonly programs: ReadonlySet<string>;
  readonly level: number;
}

const LEVEL_RANK = { trace: 1, debug: 1, info: 2, warn: 3, error: 4, fatal: 5 };

export function features(template: LogTemplate): Features {
  const words = template.text.replaceAll("<*>", " ").match(/[\p{L}]{2,}/gu) ?? [];
  return {
    words: new Set(words.map((word) => word.toLowerCase())),
    programs: new Set(template.programs),
    level: template.level === null ? 2 : LEVEL_RANK[template.level],
  };
}

export function featureDistance(a: Features, b: Features): number {
  const level = Math.abs(a.level - b.level) / 4;
  return 0.5 * (1 - share(a.words, b.words)) + 0.4 * (1 - share(a.programs, b.programs)) + 0.1 * level;
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 && b.size === 0) return 1;
  let common = 0;
  for (const word of a) if (b.has(word)) common += 1;
  return (2 * common) / (a.size + b.size);
}
