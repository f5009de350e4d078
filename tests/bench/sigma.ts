import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { ruleDocuments, readSigmaRule, SigmaRules, type LogEvent } from "@deepsec/engine";
import { compileRegex } from "@deepsec/rules";
import { parseAllDocuments } from "yaml";
import { seeded } from "../support/seeded.ts";
import { runPySigma } from "./linkage/python.ts";
import { eventsForRule, type TriedEvent } from "./sigma/events-for-rule.ts";

const OWN = join(import.meta.dirname, "sigma", "rules.yml");

/**
 * Our evaluator against pySigma's condition trees: rules of our own writing, and those of folders (a copy of SigmaHQ/sigma, say), on
 * events made of each rule's own values. Log sources are set aside for the comparison, and counted as they are.
 */
export async function bench(folders: readonly string[]): Promise<void> {
  for (const path of [OWN, ...folders]) {
    if (!existsSync(path)) throw new Error("usage: npm run bench -- sigma [FILE|DIR…]");
    compare(path);
  }
}

function compare(path: string): void {
  const random = seeded(7);
  const rules = rulesOf(path);
  const events = rules.map((rule) => eventsForRule(rule, random));
  const theirs = runPySigma("sigma/pysigma_peer.py", { rules, events }) as {
    matches?: string;
    error?: string;
  }[];
  const counts = {
    both: 0,
    neither: 0,
    onlyOurs: 0,
    onlyTheirs: 0,
    usable: 0,
    agree: 0,
    tried: 0,
    matched: 0,
  };
  for (const [i, rule] of rules.entries()) {
    const { matches, error } = theirs[i] ?? {};
    const ours = matchesOf(rule, events[i] ?? []);
    if (isUsable(rule)) counts.usable++;
    if (matches === undefined || "reason" in ours) {
      const kind = matches === undefined ? ("reason" in ours ? "neither" : "onlyOurs") : "onlyTheirs";
      counts[kind]++;
      if (kind !== "neither")
        console.log(`  ${titleOf(rule)}: ${"reason" in ours ? `we: ${ours.reason}` : `pySigma: ${error}`}`);
      continue;
    }
    counts.both++;
    counts.tried += matches.length;
    counts.matched += matches.replaceAll("0", "").length;
    if (matches === ours.matches) counts.agree++;
    else {
      const at = [...matches].findIndex((one, index) => one !== ours.matches[index]);
      console.log(
        `  ${titleOf(rule)}: pySigma ${matches[at]}, we ${ours.matches[at]} on ${JSON.stringify(events[i]?.[at])}`,
      );
    }
  }
  console.log(`${path}: ${rules.length} rules`);
  console.log(
    `  parsed by both ${counts.both}, by neither ${counts.neither}, only by us ${counts.onlyOurs}, only by pySigma ${counts.onlyTheirs}`,
  );
  console.log(`  usable with their log source ${counts.usable}`);
  console.log(
    `  agree on all events ${counts.agree} of ${counts.both} (${counts.tried} events tried, ${counts.matched} matched)`,
  );
}

function matchesOf(rule: object, events: readonly TriedEvent[]): { matches: string } | { reason: string } {
  try {
    const sigma = new SigmaRules([readSigmaRule({ ...rule, logsource: { product: "linux" } }, compileRegex)]);
    return { matches: events.map((event) => (sigma.match(logEvent(event)).length > 0 ? "1" : "0")).join("") };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}

function isUsable(rule: object): boolean {
  try {
    return readSigmaRule(rule, compileRegex).title !== "";
  } catch {
    return false;
  }
}

function logEvent({ text, fields }: TriedEvent): LogEvent {
  const place = { firstLine: 1, lastLine: 1, offsetBytes: 0, lengthBytes: 0 };
  return { ...place, timestamp: null, level: null, message: text, fields, weight: 1 };
}

function rulesOf(path: string): object[] {
  const files = statSync(path).isDirectory()
    ? readdirSync(path, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.ya?ml$/.test(file))
        .map((file) => join(path, file))
        .toSorted()
    : [path];
  return files.flatMap((file) => {
    const documents = parseAllDocuments(readFileSync(file, "utf8"));
    return Array.isArray(documents)
      ? ruleDocuments(documents.map((document): unknown => document.toJS())).map(
          (rule) => Object(rule) as object,
        )
      : [];
  });
}

function titleOf(rule: object): string {
  return "title" in rule ? String(rule.title) : "without a title";
}
