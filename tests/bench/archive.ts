import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { apiLog, Archive, type ArchivedSource, type LineFilter, LineReader, lineTable } from "@deepsec/api";
import { parquetFiles, parquetBytes } from "../support/archive-files.ts";
import { seeded } from "../support/seeded.ts";

const LINES = 1_000_000;
const LINES_PER_CYCLE = 50_000;
const HOSTS = 10;
const TEMPLATES = 500;
const QUESTIONS = 60;
const FIRST_MS = Date.UTC(2026, 10, 20);
const LINE_EVERY_MS = 80;
const CYCLES = LINES / LINES_PER_CYCLE;
const ALL: LineFilter = { templates: null, fromMs: null, toMs: null, hosts: null, cycle: CYCLES };

/**
 * The archive by itself: a million lines of ten hosts and five hundred templates written in twenty cycles, put in order, and asked
 * for page by page. Wall time and processor seconds: on a busy machine only the latter say something. The time of the server's
 * own thread is what other requests wait for; the rest is DuckDB's threads.
 */
export async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "deepsec-bench-"));
  const options = {
    folder,
    limits: { keepDays: 90, bytesMax: 1e12 },
    clock: Date.now,
    log: apiLog("warn"),
  };
  try {
    const archive = await Archive.open({ graphId: "bench", cycle: 0, runId: null }, options);
    const random = seeded(7);
    const words = Array.from({ length: 300 }, () => random().toString(36).slice(2, 9));
    let [wallMs, cpuMs, heldMs, textBytes] = [0, 0, 0, 0];
    for (let cycle = 1; cycle <= CYCLES; cycle++) {
      const sources = someSources(cycle, words, random);
      textBytes += sources
        .flatMap(({ lines }) => lines)
        .reduce((sum, { lengthBytes }) => sum + lengthBytes, 0);
      const spent = await measured(() => archive.write(cycle, `run-${cycle}`, lineTable(sources)));
      wallMs += spent.wallMs;
      cpuMs += spent.cpuMs;
      heldMs += spent.heldMs;
    }
    const written = await parquetBytes(folder);
    const order = await measured(async () => {
      archive.maintain(CYCLES);
      await archive.settled();
    });
    const files = await parquetFiles(folder);
    const kept = await parquetBytes(folder);
    console.log(
      `${LINES} lines of ${(textBytes / LINES).toFixed(0)} bytes, ${TEMPLATES} templates, ${HOSTS} hosts`,
    );
    console.log(
      `write    ${perSecond(wallMs)} lines/s, ${perSecond(cpuMs)} a processor second; ${((heldMs / LINES) * 1000).toFixed(1)} ms of the server's own thread a thousand lines`,
    );
    console.log(
      `order    ${perSecond(order.wallMs)} lines/s, ${perSecond(order.cpuMs)} a processor second, ${files.length} files`,
    );
    console.log(
      `size     ${(written / LINES).toFixed(1)} bytes a line as written, ${(kept / LINES).toFixed(1)} in order`,
    );

    const reader = new LineReader(archive);
    console.log(`\n${"milliseconds".padEnd(34)}     p50     p95     max  processor  server's thread`);
    for (const [title, ask] of Object.entries(questions(reader, random))) await report(title, ask);
    await archive.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const [load = 0] = loadavg();
  console.log(`load ${load.toFixed(1)} on ${availableParallelism()} processors`);
}

function questions(
  reader: LineReader,
  random: () => number,
): Readonly<Record<string, () => Promise<unknown>>> {
  const below = (max: number): number => Math.floor(random() * max);
  const spans = (count: number) => {
    const from = below(TEMPLATES - count);
    return Array.from({ length: count }, (_, i) => ({ id: templateId(from + i), from: 0, to: CYCLES + 1 }));
  };
  const hour = () => {
    const fromMs = FIRST_MS + below(20) * 3_600_000;
    return { fromMs, toMs: fromMs + 3_600_000 };
  };
  const page = (filter: LineFilter, isDescending = false) =>
    reader.page(filter, { first: 101, after: null, isDescending });
  const after = { timeMs: FIRST_MS + (LINES / 2) * LINE_EVERY_MS, source: "", line: 0 };
  return {
    "lines of a template": () => page({ ...ALL, templates: spans(1) }),
    "  its latest": () => page({ ...ALL, templates: spans(1) }, true),
    "  a page in the middle": () =>
      reader.page({ ...ALL, templates: spans(1) }, { first: 101, after, isDescending: false }),
    "  in one hour, on one host": () =>
      page({ ...ALL, templates: spans(1), ...hour(), hosts: [`host${below(HOSTS)}`] }),
    "lines of a cluster of 50": () => page({ ...ALL, templates: spans(50) }),
    "lines of all": () => page(ALL),
    "archived, of a template": () => reader.count({ ...ALL, templates: spans(1) }),
    "archived, of a cluster of 50": () => reader.count({ ...ALL, templates: spans(50) }),
    "context, 10 before and after": () => {
      const line = 20 + below(LINES / HOSTS - 40);
      return reader.around(`host${below(HOSTS)}:/var/log/x.log`, line - 10, line + 10, CYCLES);
    },
  };
}

function someSources(cycle: number, words: readonly string[], random: () => number): ArchivedSource[] {
  const perHost = LINES_PER_CYCLE / HOSTS;
  return Array.from({ length: HOSTS }, (_, host) => {
    const firstLine = (cycle - 1) * perHost + 1;
    const numbers = Array.from({ length: perHost }, (_line, index) => firstLine + index);
    // Some templates are common and most are rare, as in logs.
    const templates = numbers.map(() => Math.floor(TEMPLATES * random() ** 3));
    const timeOf = (line: number) => FIRST_MS + (line * HOSTS + host) * LINE_EVERY_MS;
    const texts = numbers.map((line, i) => {
      const template = templates[i] ?? 0;
      const word = (step: number) => words[(template * step) % words.length];
      return `${new Date(timeOf(line)).toISOString()} host${host} ${word(7)}[${line % 3000}]: ${word(3)} of 10.0.${line % 250}.${template % 250} ${word(11)} ${Math.floor(random() * 1e6)} ms`;
    });
    return {
      sourceId: `host${host}:/var/log/x.log`,
      host: `host${host}`,
      generation: 1,
      firstLine,
      observedAt: new Date().toISOString(),
      lines: texts.map((text, i) => ({
        offsetBytes: (firstLine + i) * 90,
        lengthBytes: text.length + 1,
        text,
        lineEnd: "\n",
        raw: null,
        isCut: false,
        isRedacted: false,
      })),
      events: templates.map((template, i) => ({
        lineCount: 1,
        timeMs: timeOf(numbers[i] ?? 0),
        isObserved: false,
        level: "info",
        weight: 1,
        templateId: templateId(template),
        templateText: `<*>[<*>]: ${words[(template * 3) % words.length]} of <*> <*> ms`,
      })),
      checkpoint: "{}",
    };
  });
}

function templateId(template: number): string {
  return String((template * 2_654_435_761) % 2 ** 32)
    .padStart(10, "0")
    .padStart(16, "a");
}

/** `heldMs` is the processor time of the thread that answers requests. */
interface Spent {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly heldMs: number;
}

async function measured(work: () => Promise<unknown>): Promise<Spent> {
  const startMs = performance.now();
  const cpu = process.cpuUsage();
  const thread = process.threadCpuUsage();
  await work();
  const wallMs = performance.now() - startMs;
  return { wallMs, cpuMs: inMs(process.cpuUsage(cpu)), heldMs: inMs(process.threadCpuUsage(thread)) };
}

function inMs({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1000;
}

async function report(title: string, ask: () => Promise<unknown>): Promise<void> {
  const walls: number[] = [];
  let [cpuMs, heldMs] = [0, 0];
  for (let question = 0; question < QUESTIONS; question++) {
    const spent = await measured(ask);
    walls.push(spent.wallMs);
    cpuMs += spent.cpuMs;
    heldMs += spent.heldMs;
  }
  walls.sort((a, b) => a - b);
  const at = (share: number): string =>
    (walls[Math.min(walls.length - 1, Math.floor(share * walls.length))] ?? 0).toFixed(0).padStart(8);
  console.log(
    `${title.padEnd(34)}${at(0.5)}${at(0.95)}${at(1)}${(cpuMs / QUESTIONS).toFixed(0).padStart(11)}${(heldMs / QUESTIONS).toFixed(1).padStart(17)}`,
  );
}

function perSecond(ms: number): string {
  return Math.round((LINES * 1000) / ms).toLocaleString("en");
}
