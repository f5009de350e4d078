export { compileRegex } from "./compile-regex.ts";
export { openGeo } from "./open-geo.ts";
export { readRules, type ReadRules, type RuleFromFile, type RuleProblem } from "./read-rules.ts";
