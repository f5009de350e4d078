import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { decodeLines, type LogEvent, parseEvents, TemplateMiner } from "@deepsec/engine";

const USAGE = `usage: npm run bench -- parsing DIR SCORER [--body] [--rules none|loghub2|khan8] [--errors N]
  DIR     holds a folder <Name> with <Name>_2k.log and <Name>_2k.log_structured_corrected.csv each (loghub)
  SCORER  a module that exports readColumn(csv, column) and score(truth, predictions, { normalize, errors })`;
const METRICS = ["GA", "FGA", "PA", "FTA"] as const;

interface Scorer {
  readColumn(path: string, column: string): string[];
  score(
    truth: readonly string[],
    predictions: readonly { cluster: string; template: string }[],
    options: { normalize: string; errors: number },
  ): Record<(typeof METRICS)[number], number> & { errors?: Record<"grouping" | "text", readonly unknown[]> };
}

/** How well templates agree with labelled logs: grouping (GA, FGA) and text (PA, FTA), one setting for all of them. */
export async function bench(args: readonly string[]): Promise<void> {
  const [folder, scorerPath, ...options] = args;
  if (folder === undefined || scorerPath === undefined || !existsSync(scorerPath)) throw new Error(USAGE);
  const { readColumn, score } = (await import(pathToFileURL(scorerPath).href)) as Scorer;
  const value = (option: string, otherwise: string): string =>
    options.includes(option) ? (options[options.indexOf(option) + 1] ?? otherwise) : otherwise;
  const normalize = value("--rules", "loghub2");
  const errors = Number(value("--errors", "0"));
  const sums = METRICS.map(() => 0);
  const names = readdirSync(folder).filter((name) => existsSync(truthPath(folder, name)));
  console.log(`${"".padEnd(14)}${METRICS.map((metric) => metric.padStart(8)).join("")}`);
  for (const name of names) {
    const csv = truthPath(folder, name);
    const messages = options.includes("--body") ? readColumn(csv, "Content") : rawMessages(csv);
    const result = score(readColumn(csv, "EventTemplate"), predict(messages), { normalize, errors });
    const numbers = METRICS.map((metric) => result[metric]);
    for (const [i, number] of numbers.entries()) sums[i] = (sums[i] ?? 0) + number;
    print(name, numbers);
    for (const error of [...(result.errors?.grouping ?? []), ...(result.errors?.text ?? [])])
      console.log("  ", error);
  }
  print(
    "mean",
    sums.map((sum) => sum / names.length),
  );
}

function print(name: string, numbers: readonly number[]): void {
  console.log(`${name.padEnd(14)}${numbers.map((number) => number.toFixed(3).padStart(8)).join("")}`);
}

function truthPath(folder: string, name: string): string {
  return join(folder, name, `${name}_2k.log_structured_corrected.csv`);
}

/** The message of each line, as the header parser finds it. */
function rawMessages(csv: string): string[] {
  const name = csv.slice(dirname(csv).length + 1).replace(/_structured_corrected\.csv$/, "");
  const lines = decodeLines(readFileSync(join(dirname(csv), name)));
  const { events } = parseEvents(lines, { now: new Date().toISOString(), timeZone: "UTC", isFinal: true });
  const messages = lines.map(() => "");
  for (const { firstLine, lastLine, message } of events) messages.fill(message, firstLine - 1, lastLine);
  return messages;
}

function predict(messages: readonly string[]): { cluster: string; template: string }[] {
  const miner = new TemplateMiner();
  const handles = messages.map((message) => miner.add(bareEvent(message)));
  const mined = miner.mine();
  return handles.map((handle) => {
    const { id, text } = mined.templateOf(handle);
    return { cluster: id, template: text };
  });
}

function bareEvent(message: string): LogEvent {
  const place = { firstLine: 1, lastLine: 1, offsetBytes: 0, lengthBytes: 0 };
  return { ...place, timestamp: null, level: null, message, fields: {}, weight: 1 };
}
