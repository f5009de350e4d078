import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import {
  decodeLines,
  EntityCollector,
  type EntityScore,
  entityScores,
  parseEvents,
  TemplateMiner,
} from "@deepsec/engine";
import { rankingMetrics } from "./entities/ranking-metrics.ts";

const USAGE = `usage: npm run bench -- entities DIR
  DIR  holds a folder for each set, with either
         NAME.log or NAME.log.gz and labels.csv (session,anomaly), or
         sessions.jsonl.gz ({"session","anomaly","events":[…]} a line) and templates.json`;

/** How well the cases that people call anomalous stand above the rest: raw logs through the whole path, parsed ones from the scoring on. */
export async function bench(args: readonly string[]): Promise<void> {
  const [folder] = args;
  if (folder === undefined || !existsSync(folder)) throw new Error(USAGE);
  const names = readdirSync(folder).filter((name) => labelledSet(join(folder, name)) !== null);
  if (names.length === 0) throw new Error(`no labelled set in ${folder}\n${USAGE}`);
  console.log(`${"".padEnd(24)}   cases  anomalies     AUC  average precision  seconds`);
  for (const name of names) {
    const start = performance.now();
    const set = labelledSet(join(folder, name))?.();
    if (set === undefined) continue;
    const seconds = (performance.now() - start) / 1000;
    const scores = new Map(set.scores.map(({ value, score }) => [value, score]));
    const missing = [...set.labels.keys()].filter((session) => !scores.has(session)).length;
    // a session that was not found is one that was not called strange
    const scored = [...set.labels].map(([session, isAnomaly]) => ({
      score: scores.get(session) ?? 0,
      isAnomaly,
    }));
    const { auc, averagePrecision } = rankingMetrics(scored);
    const anomalies = scored.filter(({ isAnomaly }) => isAnomaly).length;
    console.log(
      `${name.padEnd(24)}${String(scored.length).padStart(8)}${String(anomalies).padStart(11)}${auc.toFixed(4).padStart(8)}${averagePrecision.toFixed(4).padStart(19)}${seconds.toFixed(1).padStart(9)}` +
        (missing > 0 ? `   ${missing} sessions not found` : ""),
    );
  }
}

interface LabelledSet {
  readonly labels: ReadonlyMap<string, boolean>;
  readonly scores: readonly EntityScore[];
}

/** Null for a folder that holds none. */
function labelledSet(folder: string): (() => LabelledSet) | null {
  const sessions = join(folder, "sessions.jsonl.gz");
  if (existsSync(sessions)) return () => parsedSet(sessions, join(folder, "templates.json"));
  const labels = join(folder, "labels.csv");
  if (!existsSync(labels)) return null;
  const log = readdirSync(folder).find((name) => /\.log(?:\.gz)?$/.test(name));
  return log === undefined ? null : () => rawSet(join(folder, log), labels);
}

function rawSet(log: string, labelsPath: string): LabelledSet {
  const lines = decodeLines(content(log));
  const { events } = parseEvents(lines, { now: new Date().toISOString(), timeZone: "UTC", isFinal: true });
  const miner = new TemplateMiner();
  const collector = new EntityCollector();
  for (const event of events) collector.add(event, miner.add(event));
  const mined = miner.mine();
  const indexes = new Map(mined.templates.map(({ id }, index) => [id, index]));
  const texts = mined.templates.map(({ text }) => text);
  const kinds = collector.cases((handle) => indexes.get(mined.templateOf(handle).id) ?? 0);
  const rows = readFileSync(labelsPath, "utf8").trim().split("\n").slice(1);
  return {
    labels: new Map(
      rows.map((row) => [row.split(",")[0] ?? "", /^(?:1|true)$/i.test(row.split(",")[1] ?? "")]),
    ),
    scores: kinds.flatMap((cases) => entityScores(cases, texts)),
  };
}

function parsedSet(sessionsPath: string, textsPath: string): LabelledSet {
  const sessions = content(sessionsPath)
    .toString()
    .trim()
    .split("\n")
    .map((row) => JSON.parse(row) as { session: string; anomaly: boolean; events: number[] });
  const starts = new Uint32Array(sessions.length + 1);
  for (const [c, { events }] of sessions.entries()) starts[c + 1] = (starts[c] ?? 0) + events.length;
  const cases = {
    kind: "session",
    values: sessions.map(({ session }) => session),
    starts,
    templates: Uint32Array.from(sessions.flatMap(({ events }) => events)),
    positions: null,
    logLength: starts[sessions.length] ?? 0,
  };
  const texts = JSON.parse(readFileSync(textsPath, "utf8")) as string[];
  return {
    labels: new Map(sessions.map(({ session, anomaly }) => [session, anomaly])),
    scores: entityScores(cases, texts),
  };
}

function content(path: string): Buffer {
  const bytes = readFileSync(path);
  return path.endsWith(".gz") ? gunzipSync(bytes) : bytes;
}
