import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  clusterTemplates,
  decodeLines,
  EvidenceCollector,
  foldFindings,
  HabitMemory,
  HostBaselines,
  HostOutliers,
  type LogEvent,
  parseEvents,
  type ParseState,
  TemplateMiner,
  Unusual,
} from "@deepsec/engine";
import { benignLog } from "./quiet/benign-log.ts";
import { measureSlots } from "./quiet/slots.ts";

const USAGE = `usage: npm run bench -- quiet PATH… | --made LINES [SEED] | --slots [LINES]
  PATH   a log, or a folder of logs, each a corpus of its own
  --made LINES of ten hosts over 30 days on which nothing happens, made with SEED (1)
  --slots LINES (1000000) of one kind, no value twice: what is kept, and in how much memory`;
const BLOCK_BYTES = 4 * 1024 * 1024;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const START_MS = Date.parse("2026-03-02T00:00:00Z");

/** An alarm: a finding as it is shown. */
interface Alarm {
  readonly severity: string;
  readonly kind: string;
  readonly host: string;
  readonly day: number;
  readonly reason: string;
}

/** How many alarms a host has in a day, by severity and kind, on logs that nobody should be woken for. */
export async function bench(args: readonly string[]): Promise<void> {
  const [first, lines = "", seed = "1"] = args;
  if (first === undefined) throw new Error(USAGE);
  if (first === "--slots") {
    measureSlots(Number(lines || 1_000_000));
    return;
  }
  if (first === "--made") {
    const count = Number(lines);
    const made = benignLog({ hosts: 10, days: 30, lines: count, seed: Number(seed), startMs: START_MS });
    report(
      `made, ${lines} lines, seed ${seed}`,
      alarms(blocksOf(made), new Date(START_MS + 31 * DAY_MS).toISOString()),
    );
    return;
  }
  for (const path of args.flatMap(logsIn)) {
    const bytes = readFileSync(path);
    report(path, alarms(blocks(bytes), new Date().toISOString()));
  }
}

function logsIn(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .toSorted()
    .flatMap((name) => logsIn(join(path, name)))
    .filter((name) => name.endsWith(".log"));
}

/** Whole lines, a few megabytes at a time. */
function* blocks(bytes: Buffer): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const newline = bytes.indexOf(10, Math.min(bytes.length - 1, from + BLOCK_BYTES));
    const to = newline < 0 ? bytes.length : newline + 1;
    yield bytes.subarray(from, to);
    from = to;
  }
}

function* blocksOf(lines: Iterable<string>): Generator<Uint8Array> {
  let block: string[] = [];
  let length = 0;
  for (const line of lines) {
    block.push(line);
    length += line.length;
    if (length < BLOCK_BYTES) continue;
    yield Buffer.from(`${block.join("\n")}\n`);
    block = [];
    length = 0;
  }
  if (block.length > 0) yield Buffer.from(`${block.join("\n")}\n`);
}

/** What the API would have found, each block a cycle of its own. */
function alarms(read: Iterable<Uint8Array>, now: string) {
  const habits = new HabitMemory();
  const evidence = new EvidenceCollector();
  const unusual = new Unusual(habits);
  const outliers = new HostOutliers();
  const miner = new TemplateMiner();
  const found = new Map<string, Alarm>();
  const hostDays = new Set<string>();
  const known = new Set<string>();
  const nowMs = Date.parse(now);
  let state: ParseState | undefined;
  let lines = 0;
  let mined = miner.mine();
  for (const block of read) {
    const decoded = decodeLines(block);
    const parsed = parseEvents(decoded, { now, timeZone: "UTC", isFinal: true }, state);
    state = parsed.state;
    lines += decoded.length;
    const handles = parsed.events.map((event) => miner.add(event));
    mined = miner.mine();
    const baselines = new HostBaselines(habits, nowMs);
    const counts = new Map<
      string,
      { templateId: string; sourceId: string; hour: number; count: number; firstMs: number }
    >();
    for (const [i, event] of parsed.events.entries()) {
      const templateId = mined.templateOf(handles[i] ?? -1).id;
      const { host, timeMs } = placeOf(event, nowMs);
      const place = { source: host, host, firstLine: event.firstLine, lastLine: event.lastLine };
      hostDays.add(`${host} ${Math.floor(timeMs / DAY_MS)}`);
      baselines.see(host, timeMs);
      const rules = evidence.add(event, place, timeMs);
      unusual.see({ event, templateId, host, place, timeMs }, rules);
      outliers.add({ templateId, host, lineCount: event.lastLine - event.firstLine + 1, firstMs: timeMs });
      const hour = Math.floor(timeMs / HOUR_MS);
      const key = `${templateId} ${host} ${hour}`;
      const count = counts.get(key) ?? { templateId, sourceId: host, hour, count: 0, firstMs: timeMs };
      counts.set(key, { ...count, count: count.count + event.weight });
    }
    const today = new Set(mined.templates.map(({ id }) => id));
    const lineage = mined.lineage.filter(
      ({ fromId, toId }) => known.has(fromId) && !today.has(fromId) && today.has(toId),
    );
    for (const { fromId } of lineage) known.delete(fromId);
    for (const id of today) known.add(id);
    outliers.move(lineage);
    const byId = new Map(mined.templates.map((template) => [template.id, template]));
    const { findings } = unusual.close({
      counts: [...counts.values()],
      lineage,
      baselines: baselines.close(),
      observedMs: nowMs,
      hostOf: (source) => source,
      templateOf: (id) => byId.get(id),
    });
    for (const { id, severity, rule, firstMs, hosts, reason } of findings)
      found.set(id, {
        severity,
        kind: rule,
        host: hosts[0] ?? "",
        day: Math.floor(firstMs / DAY_MS),
        reason,
      });
  }
  for (const { id, severity, rule, firstMs, steps, reason } of foldFindings(evidence.findings()))
    found.set(id, {
      severity,
      kind: rule,
      host: steps[0]?.host ?? "",
      day: Math.floor(firstMs / DAY_MS),
      reason,
    });
  for (const { templateId, severity, kind, hosts, reason } of outliers.scores(
    clusterTemplates(mined.templates),
    mined.templates,
  ))
    found.set(templateId, { severity, kind, host: hosts[0] ?? "", day: 0, reason });
  return { lines, hostDays: hostDays.size, found: [...found.values()] };
}

function placeOf(event: LogEvent, nowMs: number): { host: string; timeMs: number } {
  const timeMs = event.timestamp === null ? Number.NaN : Date.parse(event.timestamp);
  return { host: event.fields["host"] ?? "local", timeMs: Number.isNaN(timeMs) ? nowMs : timeMs };
}

function report(name: string, { lines, hostDays, found }: ReturnType<typeof alarms>): void {
  console.log(`${name}: ${lines} lines, ${hostDays} days of hosts, ${found.length} alarms`);
  const groups = Map.groupBy(found, ({ severity, kind }) => `${severity.padEnd(7)}${kind}`);
  for (const [group, alarmsOfIt] of [...groups].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const rate = (alarmsOfIt.length / hostDays).toFixed(4);
    console.log(
      `  ${group.padEnd(36)}${String(alarmsOfIt.length).padStart(6)}  ${rate} a host and day   ${alarmsOfIt[0]?.reason.slice(0, 110)}`,
    );
  }
  const high = Map.groupBy(
    found.filter(({ severity }) => severity === "HIGH"),
    ({ host, day }) => `${host} ${day}`,
  );
  console.log(
    `  most HIGH of one host in one day: ${Math.max(0, ...[...high.values()].map(({ length }) => length))}`,
  );
}
