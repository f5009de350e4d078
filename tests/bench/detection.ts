import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  clusterTemplates,
  decodeLines,
  EvidenceCollector,
  findEvidence,
  type LogEvent,
  outlierScores,
  parseEvents,
  TemplateMiner,
} from "@deepsec/engine";
import { ownLinesPart } from "../detection/own-lines-part.ts";
import { missedWords } from "./detection/missed-words.ts";

const USAGE = `usage: npm run bench -- detection DIR [--write] [--missed] | --write
  DIR     *.jsonl: a record a line, {line or lines, label: attack|benign, strength: strong, family, service, origin, expect: {tz, now, alerts}}
  --write puts the page docs/detection-score.md in its place, without DIR its part on lines of our own; --missed prints what is missed and falsely found`;
const PAGE = join(import.meta.dirname, "../../docs/detection-score.md");

interface Record_ {
  readonly id: string;
  readonly family: string;
  readonly service: string;
  readonly origin: string;
  readonly line?: string;
  readonly lines?: readonly string[];
  readonly label: string;
  readonly strength: string;
  readonly expect: { readonly tz?: string; readonly now?: string; readonly alerts?: readonly unknown[] };
}

interface Score {
  attacks: number;
  found: number;
  benign: number;
  falselyFound: number;
}

interface Missed {
  readonly what: "missed" | "false";
  readonly id: string;
  readonly service: string;
}

/** What the rules and chains find and miss in lines whose nature others have told, and which rule found how much: the page of scores. */
export async function bench([folder, ...flags]: readonly string[]): Promise<void> {
  if (folder === "--write") {
    const page = readFileSync(PAGE, "utf8");
    writeFileSync(PAGE, page.slice(0, page.indexOf("## Lines of our own")) + ownLinesPart());
    return;
  }
  if (folder === undefined || !existsSync(folder)) throw new Error(USAGE);
  const records = readdirSync(folder)
    .filter((file) => file.endsWith(".jsonl"))
    .toSorted()
    .flatMap((file) => readFileSync(join(folder, file), "utf8").trim().split("\n"))
    .map((line) => JSON.parse(line) as Record_);
  const scores = new Map<string, Score>();
  const rules = new Map<string, { attacks: number; benign: number }>();
  const missed: Missed[] = [];
  const add = (name: string, record: Record_, isFound: boolean): void => {
    const score = scores.get(name) ?? { attacks: 0, found: 0, benign: 0, falselyFound: 0 };
    const isAttack = record.label === "attack";
    score[isAttack ? "attacks" : "benign"] += 1;
    if (isFound) score[isAttack ? "found" : "falselyFound"] += 1;
    scores.set(name, score);
    if (isFound !== isAttack)
      missed.push({ what: isAttack ? "missed" : "false", id: record.id, service: record.service });
  };
  const judged = records.filter(
    ({ label, strength }) => strength === "strong" && (label === "attack" || label === "benign"),
  );
  for (const group of Map.groupBy(
    judged.filter(({ line }) => line?.includes("\n") === false),
    groupOf,
  ).values())
    for (const [record, isFound, ids] of seenTogether(group)) {
      add(record.family, record, isFound);
      for (const id of ids) {
        const counts = rules.get(id) ?? { attacks: 0, benign: 0 };
        counts[record.label === "attack" ? "attacks" : "benign"] += 1;
        rules.set(id, counts);
      }
    }
  for (const record of judged.filter(
    ({ lines, label, expect }) => lines && (label === "attack" || expect.alerts),
  ))
    add("sequences", record, suspicious(record.lines ?? [], record).some(Boolean));
  const page = pageOf(scores, rules, missed);
  console.log(page);
  if (flags.includes("--missed"))
    console.log(missed.map(({ what, id, service }) => `${what} ${id} (${service})`).join("\n"));
  if (flags.includes("--write")) writeFileSync(PAGE, page);
}

const groupOf = ({ service, origin, expect }: Record_): string =>
  [service, origin, expect.tz, expect.now].join("|");

/** Records of one file, read as one file: whether each is found, and the rules that its line fits by itself. */
function seenTogether(group: readonly Record_[]): [Record_, boolean, string[]][] {
  const [first] = group;
  if (first === undefined) return [];
  const lines = group.map(({ line = "" }) => line);
  const together = suspicious(lines, first);
  return group.map((record, i) => {
    const alone = eventsOf([record.line ?? ""], record);
    const isFound =
      together.length === group.length
        ? together[i] === true
        : suspicious([record.line ?? ""], record)[0] === true;
    const ids = alone
      .flatMap((event) => findEvidence(event))
      .flatMap(({ id, severity }) => (severity === null ? [] : [id]));
    return [record, isFound, [...new Set(ids)]];
  });
}

/** Whether each event counts as evidence, or its template stands out so much that a person should look; as `deepsec events` tells it. */
function suspicious(lines: readonly string[], record: Record_): boolean[] {
  const evidence = new EvidenceCollector();
  const miner = new TemplateMiner();
  const events = eventsOf(lines, record);
  const handles = events.map((event) => {
    evidence.add(event, { source: record.origin, firstLine: event.firstLine, lastLine: event.lastLine });
    return miner.add(event);
  });
  const mined = miner.mine();
  const outliers = outlierScores(clusterTemplates(mined.templates), mined.templates);
  const high = new Set(
    outliers.filter(({ severity }) => severity === "HIGH").map(({ templateId }) => templateId),
  );
  return handles.map((handle, i) => evidence.isEvidence(i) || high.has(mined.templateOf(handle).id));
}

function eventsOf(lines: readonly string[], { expect }: Record_): readonly LogEvent[] {
  const bytes = new TextEncoder().encode(`${lines.join("\n")}\n`);
  const now = new Date(expect.now ?? "2026-06-01T00:00:00Z").toISOString();
  return parseEvents(decodeLines(bytes), { now, timeZone: expect.tz ?? "UTC", isFinal: true }).events;
}

function pageOf(
  scores: ReadonlyMap<string, Score>,
  rules: ReadonlyMap<string, { attacks: number; benign: number }>,
  missed: readonly Missed[],
): string {
  const rows = [...scores].map(
    ([name, { attacks, found, benign, falselyFound }]) =>
      `| ${name} | ${attacks} | ${found} | ${attacks - found} | ${benign} | ${falselyFound} |\n`,
  );
  const ruleRows = [...rules]
    .toSorted(([a, x], [b, y]) => y.attacks - x.attacks || (a < b ? -1 : 1))
    .map(([id, { attacks, benign }]) => `| ${id} | ${attacks} | ${benign} |\n`);
  const missedRows = missed.map(
    ({ what, id, service }) =>
      `| ${id} | ${service} | ${what === "false" ? "falsely found: " : ""}${missedWords(id)} |\n`,
  );
  return `# What is found, and what is missed

Made by \`npm run bench -- detection DIR --write\`; do not edit. The lines of the first part are those of the test suites of other tools (fail2ban, CrowdSec, Wazuh, OSSEC and more), which assert
of each that it belongs to an attack or does not; they are not in this repository. A line counts as found when \`deepsec events\` calls it \`suspicious\`. How rules work, and what each
cannot see, is in [detection.md](detection.md).

## Lines of other tools

| lines of | attacks | found | missed | harmless | falsely found |
|---|---|---|---|---|---|
${rows.join("")}
### What is missed

One by one, by the id of its record.

| record | service | what it is |
|---|---|---|
${missedRows.join("")}
### By rule

Lines that a rule fits by itself; several rules may fit one line, what only chains find is in none, and the other tools do not say which of our rules a line that is missed would be of.

| rule | found | falsely found |
|---|---|---|
${ruleRows.join("")}
${ownLinesPart()}`;
}
