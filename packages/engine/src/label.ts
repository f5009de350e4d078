import type { LogTemplate } from "./log-template.ts";

/** Words that a person recognises the members of a cluster by: program where they share one, then common words. */
export function label(members: readonly LogTemplate[]): string {
  const [first] = members;
  if (first === undefined) return "";
  if (members.length === 1) return first.text;
  const common = (words: (template: LogTemplate) => readonly string[]): string[] => {
    const counts = new Map<string, number>();
    for (const member of members) {
      for (const word of new Set(words(member))) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return [...counts]
      .filter(([, count]) => count * 2 > members.length)
      .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([word]) => word);
  };
  const programs = common((template) => template.programs).slice(0, 2);
  const words = common((template) => template.text.match(/\p{L}{3,}/gu) ?? []).slice(0, 5);
  return [programs.join(", "), words.join(" ")].filter((part) => part !== "").join(": ") || "mixed";
}
