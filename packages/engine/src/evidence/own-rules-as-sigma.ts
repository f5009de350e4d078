import { CHAIN_KINDS } from "./chains/chain-kinds.ts";
import { EVIDENCE_RULES } from "./evidence-rules.ts";
import type { EvidenceRule } from "./rule.ts";

/** Our own rules in Sigma. */
export interface OwnRulesAsSigma {
  /** Plain documents, as YAML takes them. */
  readonly rules: readonly Readonly<Record<string, unknown>>[];
  /** Rules and chains that Sigma cannot say, and why. */
  readonly others: readonly { readonly id: string; readonly reason: string }[];
}

/** Rules of words and expressions alone can be said in Sigma; what asks for fields in code, or for several events, cannot. */
export function ownRulesAsSigma(): OwnRulesAsSigma {
  const rules: Readonly<Record<string, unknown>>[] = [];
  const others: { id: string; reason: string }[] = CHAIN_KINDS.map(({ id }) => ({
    id,
    reason: "it is about several events",
  }));
  for (const rule of EVIDENCE_RULES) {
    const reason = hindrance(rule);
    if (reason === null) rules.push(asSigma(rule));
    else others.push({ id: rule.id, reason });
  }
  return { rules, others };
}

function hindrance({ where, patterns = [], unless = [] }: EvidenceRule): string | null {
  if (where !== undefined) return "it asks for fields that Sigma has no name for";
  const sources = [...patterns, ...unless].map(({ source }) => source);
  if (sources.some((source) => /\(\?<?[=!]/.test(source))) return "it looks around, which RE2 does not";
  return sources.some((source) => /(?:^|[(|])\^/.test(source))
    ? "it is about where the message begins"
    : null;
}

function asSigma({ id, title, techniques, severity, literals, patterns, unless }: EvidenceRule) {
  const expressions = { ...byFlags("text", patterns), ...byFlags("harmless", unless) };
  const condition = [
    "words",
    ...(patterns === undefined ? [] : ["1 of text*"]),
    ...(unless === undefined ? [] : ["not 1 of harmless*"]),
  ];
  return {
    title,
    id,
    status: "stable",
    author: "DeepSec",
    license: "Apache-2.0",
    logsource: id.startsWith("web-") ? { category: "webserver" } : { product: "linux" },
    detection: {
      words: literals.map((literal) => literal.replaceAll(/[\\*?]/g, String.raw`\$&`)),
      ...expressions,
      condition: condition.join(" and "),
    },
    level: severity?.toLowerCase() ?? "informational",
    tags: techniques.map((technique) => `attack.${technique.toLowerCase()}`),
  };
}

/** Detections of expressions, one for those that mind upper and lower case and one for those that do not. */
function byFlags(name: string, patterns: readonly RegExp[] = []): Record<string, unknown> {
  const groups = Map.groupBy(patterns, ({ ignoreCase }) => (ignoreCase ? "i" : ""));
  return Object.fromEntries(
    Array.from(groups, ([flags, own]) => [
      flags === "" ? name : `${name}_${flags}`,
      { [flags === "" ? "|re" : `|re|${flags}`]: own.map(withoutLongCounts) },
    ]),
  );
}

/** RE2 counts to 1,000, and needs no bound to be quick. */
function withoutLongCounts({ source }: RegExp): string {
  return source.replaceAll(/\{(\d{1,3}),\d{4,6}\}/g, "{$1,}");
}
