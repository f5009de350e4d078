import { resolve } from "node:path";
import { OWN_RULE_FACTS, ownRulesAsSigma, type RuleFacts, sigmaRuleFacts, SigmaRules } from "@deepsec/engine";
import { readRules, type RuleProblem } from "@deepsec/rules";
import {
  addRules,
  loadSettingsDocument,
  removeRules,
  ruleEntries,
  saveSettingsDocument,
} from "@deepsec/settings";
import { stringify } from "yaml";
import { CliError } from "../cli-error.ts";
import type { CommandContext } from "../command-context.ts";
import { fitted } from "../display-width.ts";
import { counted } from "../format-numbers.ts";
import type { HostContext } from "../hosts/host-context.ts";
import { openInput } from "../open-input.ts";
import { readEvents } from "../read-events.ts";
import { safeText } from "../safe-text.ts";

const PROBLEMS_SHOWN_MAX = 50;
const LINES_SHOWN_MAX = 5;

/**
 * Puts a file or folder of rules into deepsec.yaml. The files stay where they are: they are the person's own copy, under the licence
 * of those who wrote them.
 *
 * @throws CliError `RULES_UNUSABLE` when no rule in it can be used, `RULES_KNOWN`; SettingsError
 */
export async function addRulesCommand(given: string, context: HostContext): Promise<void> {
  const { output, settingsFile } = context;
  const path = resolve(given);
  const { rules, problems } = readRules([path]);
  output.text(problemText(problems, PROBLEMS_SHOWN_MAX));
  if (rules.length === 0) {
    await output.flush();
    throw new CliError(
      "RULES_UNUSABLE",
      `${given} has no rule that can be used`,
      "name a file or folder of Sigma rules",
    );
  }
  const settings = await loadSettingsDocument(settingsFile);
  if (ruleEntries(settings).some((entry) => entry.path === path))
    throw new CliError("RULES_KNOWN", `${settingsFile} names ${given} already`, "nothing is to be done");
  addRules(settings, path);
  await saveSettingsDocument(settings);
  const left =
    problems.length === 0
      ? ""
      : `, ${counted(problems.length, "one")} cannot be used`.replace("ones", "of them");
  output.text(
    `Added ${counted(rules.length, "rule")} of ${given} to ${settingsFile}${left}. The API reads them when it starts.\n`,
  );
  await output.flush();
}

/** @throws CliError `RULES_UNKNOWN`; SettingsError */
export async function removeRulesCommand(given: string, context: HostContext): Promise<void> {
  const { output, settingsFile } = context;
  const settings = await loadSettingsDocument(settingsFile);
  const entries = ruleEntries(settings);
  const index = entries.findIndex(({ text, path }) => text === given || path === resolve(given));
  if (index < 0)
    throw new CliError(
      "RULES_UNKNOWN",
      `${settingsFile} names no rules at ${given}`,
      entries.length === 0 ? "it names none" : `it names ${entries.map(({ text }) => text).join(", ")}`,
    );
  removeRules(settings, index);
  await saveSettingsDocument(settings);
  output.text(`Removed ${given} from ${settingsFile}. The files stay, and so do the findings.\n`);
  await output.flush();
}

/** Prints our own rules and those that deepsec.yaml names, and why some of them cannot be used. */
export async function listRules(isJson: boolean, context: HostContext): Promise<void> {
  const { output, settingsFile, columns } = context;
  const entries = ruleEntries(await loadSettingsDocument(settingsFile));
  const { rules, problems } = readRules(entries.map(({ path }) => path));
  const added = rules.map(({ rule, file }) => ({ ...sigmaRuleFacts(rule), file }));
  if (isJson)
    output.json({
      rules: [...OWN_RULE_FACTS.map((facts) => ({ ...facts, file: null })), ...added],
      problems,
    });
  else {
    for (const facts of [...OWN_RULE_FACTS, ...added])
      output.text(`${fitted(safeText(ruleRow(facts)), columns)}\n`);
    output.text(problemText(problems, Number.POSITIVE_INFINITY));
    output.text(
      `${counted(OWN_RULE_FACTS.length, "rule")} of ours, ${counted(added.length, "rule")} added, ${problems.length} that cannot be used\n`,
    );
  }
  await output.flush();
}

/**
 * Says which rules of a file or folder can be used, and, where logs are given, which of their lines each of them matches.
 *
 * @returns false when a rule cannot be used
 */
export async function testRules(
  path: string,
  logs: readonly string[],
  isJson: boolean,
  context: CommandContext,
): Promise<boolean> {
  const { output, settings, columns, progress } = context;
  const { rules, problems } = readRules([path]);
  const sigma = new SigmaRules(rules.map(({ rule }) => rule));
  const found = new Map(rules.map(({ rule }) => [rule.id, { events: 0, places: [] as string[] }]));
  for (const log of logs) {
    const input = await openInput(log);
    try {
      for await (const batch of readEvents(input, settings)) {
        for (const event of batch.events) {
          for (const { id } of sigma.match(event)) {
            const known = found.get(id);
            if (known === undefined) continue;
            known.events += 1;
            if (known.places.length < LINES_SHOWN_MAX) known.places.push(`${log}:${event.firstLine}`);
          }
        }
        progress.read(log, batch.lines, batch.bytes);
      }
    } finally {
      await input.close();
    }
  }
  progress.clear();
  for (const { rule, file } of rules) {
    const facts = { ...sigmaRuleFacts(rule), file };
    const { events, places } = found.get(rule.id) ?? { events: 0, places: [] };
    if (isJson) output.json({ ...facts, usable: true, ...(logs.length > 0 ? { events, places } : {}) });
    else {
      output.text(`${fitted(safeText(`ok      ${ruleRow(facts)}`), columns)}\n`);
      if (events > 0)
        output.text(`        ${safeText(`${counted(events, "event")}: ${places.join(" ")}`)}\n`);
    }
  }
  if (isJson) for (const problem of problems) output.json({ ...problem, usable: false });
  else {
    output.text(problemText(problems, Number.POSITIVE_INFINITY));
    output.text(`${counted(rules.length, "rule")} can be used, ${problems.length} cannot\n`);
  }
  await output.flush();
  return problems.length === 0;
}

/** Prints our own rules in Sigma, as far as it can say them, and names the others. */
export async function exportRules({ output }: HostContext): Promise<void> {
  const { rules, others } = ownRulesAsSigma();
  output.text(
    `# Rules of DeepSec (Apache-2.0) in Sigma. Not among them, because they ask for more than Sigma can say:\n${others
      .map(({ id, reason }) => `# ${id}: ${reason}\n`)
      .join("")}`,
  );
  for (const rule of rules) output.text(`---\n${stringify(rule, { lineWidth: 0 })}`);
  await output.flush();
}

function ruleRow({ id, title, severity, source }: RuleFacts): string {
  return `${(severity ?? "-").padEnd(6)}  ${source.padEnd(5)}  ${id}  ${title}`;
}

function problemText(problems: readonly RuleProblem[], max: number): string {
  const rows = problems
    .slice(0, max)
    .map(
      ({ file, title, reason }) =>
        `unusable  ${safeText(`${file}${title === null ? "" : `: ${title}`}: ${reason}`)}\n`,
    );
  if (problems.length > max)
    rows.push(`and ${problems.length - max} more: deepsec rules test tells of all\n`);
  return rows.join("");
}
