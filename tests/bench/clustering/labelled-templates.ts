import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeLines, type LogTemplate, parseEvents, TemplateMiner } from "@deepsec/engine";

/** A template mined from raw lines, with what most of its lines belong to. */
export interface LabelledTemplate {
  readonly template: LogTemplate;
  readonly system: string;
  /** The component (logger, program) by the labels; empty where the log has none. */
  readonly component: string;
}

/** Mines the raw lines of all systems of a loghub folder together: each file parsed by itself, one miner for all. */
export function labelledTemplates(folder: string): LabelledTemplate[] {
  const miner = new TemplateMiner();
  const owners: { handle: number; system: string; component: string }[] = [];
  const systems = readdirSync(folder).filter((name) => existsSync(join(folder, name, `${name}_2k.log`)));
  for (const system of systems) {
    const lines = decodeLines(readFileSync(join(folder, system, `${system}_2k.log`)));
    const rows = readCsv(join(folder, system, `${system}_2k.log_structured_corrected.csv`));
    const { events } = parseEvents(lines, { now: "2026-01-01T00:00:00Z", timeZone: "UTC", isFinal: true });
    for (const event of events) {
      const row = rows[event.firstLine - 1];
      const component = className(row?.get("Component") ?? row?.get("Program") ?? "");
      owners.push({ handle: miner.add(event), system, component });
    }
  }
  const mined = miner.mine();
  const counts = new Map<string, Map<string, number>>();
  for (const { handle, system, component } of owners) {
    const { id } = mined.templateOf(handle);
    const own = counts.get(id) ?? new Map<string, number>();
    const key = JSON.stringify([system, component]);
    own.set(key, (own.get(key) ?? 0) + 1);
    counts.set(id, own);
  }
  return mined.templates.map((template) => {
    const most = [...(counts.get(template.id) ?? [])].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '["",""]';
    const [system, component] = JSON.parse(most) as [string, string];
    return { template, system, component };
  });
}

/** The class or program of a component, without process id, address and thread that some of the labels hold. */
function className(component: string): string {
  return component
    .replace(/\[\d+\]$/, "")
    .replace(/ \*64$/, "")
    .replace(/^.*[:)](?=[A-Z])/, "");
}

function readCsv(path: string): Map<string, string>[] {
  const [header = [], ...rows] = [...csvRows(readFileSync(path, "utf8"))];
  return rows.map((row) => new Map(header.map((name, i) => [name, row[i] ?? ""])));
}

/** RFC 4180. */
function* csvRows(text: string): Generator<string[]> {
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    if (row.length > 1) yield row;
    row = [];
  }
}
