import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import {
  type Locate,
  OWN_RULE_FACTS,
  type RuleFacts,
  type SigmaRule,
  sigmaRuleFacts,
  SigmaRules,
} from "@deepsec/engine";
import { CliError } from "../cli-error.ts";
import { counted } from "../format-numbers.ts";
import type { Progress } from "../progress.ts";

/** The rules that a person added, and what is known of all rules, ours too, by their ids. */
export interface AddedRules {
  readonly sigma: SigmaRules | null;
  readonly facts: ReadonlyMap<string, RuleFacts>;
  /** Where addresses are; left out without a GeoIP file. */
  readonly locate?: Locate;
}

/** @throws CliError `INPUT_FORMAT` when the file cannot be read as one of addresses. */
export async function withGeo(added: AddedRules, path: string | undefined): Promise<AddedRules> {
  if (path === undefined) return added;
  const { openGeo } = await import("@deepsec/rules");
  try {
    return { ...added, locate: openGeo(path) };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CliError(
      "INPUT_FORMAT",
      `${path} cannot be used as a GeoIP file: ${reason}`,
      "give a file in MaxMind's format (MMDB), such as GeoLite2-City.mmdb",
      { cause },
    );
  }
}

/**
 * Reads the rules of some files and folders; those that the settings name when none are given.
 *
 * @param settingsFile - A missing one, or one that is no YAML, names none: that is for the commands that change it to say.
 */
export async function loadAddedRules(
  given: readonly string[],
  settingsFile: string,
  progress: Progress,
): Promise<AddedRules> {
  const paths = given.length > 0 ? given : await rulePaths(settingsFile);
  if (paths.length === 0) return addedRules([]);
  const { readRules } = await import("@deepsec/rules");
  const { rules, problems } = readRules(paths);
  if (problems.length > 0)
    progress.note(
      `${counted(problems.length, "rule")} cannot be used, ${counted(rules.length, "rule")} can: deepsec rules test ${paths.join(" ")}`,
    );
  return addedRules(rules.map(({ rule }) => rule));
}

function addedRules(rules: readonly SigmaRule[]): AddedRules {
  const facts = [...OWN_RULE_FACTS, ...rules.map(sigmaRuleFacts)];
  return {
    sigma: rules.length === 0 ? null : new SigmaRules(rules),
    facts: new Map(facts.map((one) => [one.id, one])),
  };
}

/** Absolute paths of what deepsec.yaml has under `rules`. */
async function rulePaths(settingsFile: string): Promise<string[]> {
  let text: string;
  try {
    text = readFileSync(settingsFile, "utf8");
  } catch {
    return [];
  }
  if (!/^["']?rules["']?\s*:/m.test(text)) return [];
  const { parseDocument } = await import("yaml");
  const document = parseDocument(text);
  if (document.errors.length > 0) return [];
  const { rules } = Object(document.toJS({ maxAliasCount: 100 })) as { readonly rules?: unknown };
  const folder = dirname(resolve(settingsFile));
  return Array.isArray(rules)
    ? rules.flatMap((path: unknown) => (typeof path === "string" ? resolve(folder, path) : []))
    : [];
}
