import { contentHash } from "../content-hash.ts";
import type { EvidenceRule, Severity } from "../evidence/rule.ts";
import { type Condition, readCondition } from "./condition.ts";
import { type CompileRegex, joined, readItem } from "./item.ts";
import { type LogSource, type RuleScope, scopeOf } from "./log-source.ts";
import type { Node } from "./node.ts";
import { SigmaError } from "./sigma-error.ts";

const SIGMA_LEVELS = ["informational", "low", "medium", "high", "critical"] as const;
type SigmaLevel = (typeof SIGMA_LEVELS)[number];

/** A rule in the language Sigma, ready to be asked. */
export interface SigmaRule extends Pick<EvidenceRule, "id" | "title" | "techniques" | "severity"> {
  readonly description: string | null;
  readonly author: string | null;
  readonly level: SigmaLevel;
  /** As the rule has them: attack.t1059.004, cve.2021-44228. */
  readonly tags: readonly string[];
  readonly falsePositives: readonly string[];
  readonly references: readonly string[];
  readonly scope: RuleScope;
  readonly node: Node;
}

const SEVERITY: Readonly<Record<SigmaLevel, Severity | null>> = {
  informational: null,
  low: "LOW",
  medium: "MEDIUM",
  high: "HIGH",
  critical: "HIGH",
};
const TEXT_LENGTH_MAX = 4_000;
const LIST_LENGTH_MAX = 100;
const VALUES_MAX = 20_000;

type Map_ = Readonly<Record<string, unknown>>;

/**
 * Reads one document of a rule file, as YAML gives it: maps, lists, texts, numbers, true, false and null.
 *
 * @throws SigmaError with what it is that cannot be used
 */
export function readSigmaRule(document: unknown, compileRegex: CompileRegex): SigmaRule {
  if (!isMap(document)) throw new SigmaError("no map of title, logsource and detection");
  if (document["correlation"] !== undefined) throw new SigmaError("rules that correlate others are not read");
  if (document["filter"] !== undefined) throw new SigmaError("filters of other rules are not read");
  const { logsource, detection } = document;
  if (!isMap(detection)) throw new SigmaError("no detection");
  if (!isMap(logsource)) throw new SigmaError("no logsource");
  const title = textOf(document["title"]);
  if (title === null) throw new SigmaError("no title");
  const { node, hasFields } = readDetection(detection, compileRegex);
  const level = levelOf(document["level"]);
  const tags = listOf(document["tags"]);
  return {
    id: textOf(document["id"]) ?? `sigma-${contentHash(JSON.stringify(document))}`,
    title,
    description: textOf(document["description"]),
    author: textOf(document["author"]),
    level,
    severity: SEVERITY[level],
    tags,
    techniques: tags.flatMap((tag) => {
      const technique = /^attack\.(t\d{4}(?:\.\d{3})?)$/i.exec(tag)?.[1];
      return technique === undefined ? [] : technique.toUpperCase();
    }),
    falsePositives: listOf(document["falsepositives"]),
    references: listOf(document["references"]),
    scope: scopeOf(sourceOf(logsource), hasFields),
    node,
  };
}

function readDetection(detection: Map_, compileRegex: CompileRegex): { node: Node; hasFields: boolean } {
  const { condition, timeframe: _, ...definitions } = detection;
  const names = Object.keys(definitions);
  const conditions = (Array.isArray(condition) ? condition : [condition]) as readonly unknown[];
  if (names.length === 0 || conditions.some((one) => typeof one !== "string"))
    throw new SigmaError("no condition");
  const budget = { values: VALUES_MAX, hasFields: false };
  const nodes = new Map(
    names.map((name) => [name, readDefinition(definitions[name], compileRegex, budget, 0)]),
  );
  const build = (of: Condition): Node => {
    if (of.kind === "name") {
      const node = nodes.get(of.name);
      if (node === undefined)
        throw new SigmaError(`the condition names ${of.name}, which is not in the rule`);
      return node;
    }
    return of.kind === "not" ? { kind: "not", of: build(of.of) } : { kind: of.kind, of: of.of.map(build) };
  };
  const each = conditions.map((text) => build(readCondition(String(text), names)));
  return { node: joined("or", each), hasFields: budget.hasFields };
}

/** A map's entries all hold; of a list one does; a value is a keyword. */
function readDefinition(
  definition: unknown,
  compileRegex: CompileRegex,
  budget: { values: number; hasFields: boolean },
  depth: number,
): Node {
  budget.values -= 1 + (Array.isArray(definition) ? definition.length : 0);
  if (budget.values < 0 || depth > 8) throw new SigmaError("more values than a rule has");
  if (isMap(definition)) {
    const entries = Object.entries(definition);
    if (entries.length === 0) throw new SigmaError("an empty detection");
    for (const [key, value] of entries) {
      budget.hasFields ||= !key.startsWith("|");
      budget.values -= Array.isArray(value) ? value.length : 1;
    }
    return joined(
      "and",
      entries.map(([key, value]) => readItem(key, value, compileRegex)),
    );
  }
  if (!Array.isArray(definition)) return readItem("", definition, compileRegex);
  if (definition.length === 0) throw new SigmaError("an empty detection");
  return joined(
    "or",
    definition.map((one) => readDefinition(one, compileRegex, budget, depth + 1)),
  );
}

function sourceOf(logsource: Map_): LogSource {
  const word = (name: string): Record<string, string> => {
    const text = textOf(logsource[name]);
    return text === null ? {} : { [name]: text.toLowerCase() };
  };
  return { ...word("product"), ...word("category"), ...word("service") };
}

function levelOf(value: unknown): SigmaLevel {
  if (value === undefined || value === null) return "medium";
  const level = SIGMA_LEVELS.find((known) => known === value);
  if (level === undefined)
    throw new SigmaError(`the level is ${String(value).slice(0, 40)}, none of ${SIGMA_LEVELS.join(", ")}`);
  return level;
}

function isMap(value: unknown): value is Map_ {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  if (typeof value !== "string" && typeof value !== "number") return null;
  const text = String(value).trim().slice(0, TEXT_LENGTH_MAX);
  return text === "" ? null : text;
}

function listOf(value: unknown): string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.slice(0, LIST_LENGTH_MAX).flatMap((one) => textOf(one) ?? []);
}
