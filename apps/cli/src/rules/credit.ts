import type { RuleFacts } from "@deepsec/engine";

/** Whose rule it is and what else looks like it; null for one of ours. Added rules have authors who want to be named. */
export function credit(facts: RuleFacts | undefined): string | null {
  if (facts?.source !== "sigma") return null;
  const { id, author, level, falsePositives } = facts;
  const harmless = falsePositives.length === 0 ? "" : `; harmless: ${falsePositives.join(", ")}`;
  return `Sigma rule ${id} by ${author ?? "an unnamed author"}, level ${level}${harmless}`;
}
