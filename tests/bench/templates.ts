import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createReadStream, existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { decodeLines, parseEvents, type Line, type ParseState, TemplateMiner } from "@deepsec/engine";

const DRAIN3 = "0.9.11";
const USAGE = "usage: npm run bench -- templates FILE [--no-peer] [--peer-lines N]";
const CHUNK_BYTES = 1 << 20;

/** Whole path over a file: bytes → lines → events → templates; then drain3 with its own example masks over the same lines. */
export async function bench(args: readonly string[]): Promise<void> {
  const [file, ...options] = args;
  if (file === undefined || !existsSync(file)) throw new Error(USAGE);
  const own = await mineFile(file);
  print("deepsec", own);
  if (options.includes("--no-peer")) return;
  const at = options.indexOf("--peer-lines");
  const peer = await mineWithDrain3(file, at < 0 ? 0 : Number(options[at + 1]));
  if (peer === null) return;
  print(`drain3 ${DRAIN3}`, peer);
  console.log(
    `ratio              ${(own.lines / own.seconds / (peer.lines / peer.seconds)).toFixed(1)} × drain3`,
  );
}

interface Measured {
  readonly lines: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  readonly templates: number;
}

function print(name: string, m: Measured): void {
  const perSecond = (seconds: number): string => Math.round(m.lines / seconds).toLocaleString("en");
  console.log(`${name}: ${m.lines.toLocaleString("en")} lines, ${(m.bytes / 1e6).toFixed(1)} MB`);
  console.log(`  lines/s          ${perSecond(m.seconds)} (of CPU time: ${perSecond(m.cpuSeconds)})`);
  console.log(`  MB/s             ${(m.bytes / 1e6 / m.seconds).toFixed(1)}`);
  console.log(`  peak memory      ${(m.peakBytes / 1e6).toFixed(0)} MB`);
  console.log(`  templates        ${m.templates.toLocaleString("en")}`);
}

async function mineFile(file: string): Promise<Measured> {
  const options = { now: new Date().toISOString(), timeZone: "UTC" };
  const miner = new TemplateMiner();
  let state: ParseState | undefined;
  let lines = 0;
  let bytes = 0;
  let waiting: Line[] = [];
  let rest: Buffer = Buffer.alloc(0);
  const start = performance.now();
  const cpu = process.cpuUsage();
  const take = (chunk: Uint8Array, isFinal: boolean): void => {
    const decoded = decodeLines(chunk, { offsetBytes: bytes, firstNumber: lines + 1 });
    lines += decoded.length;
    bytes += chunk.length;
    const given = waiting.length === 0 ? decoded : [...waiting, ...decoded];
    const parsed = parseEvents(given, { ...options, isFinal }, state);
    for (const event of parsed.events) miner.add(event);
    state = parsed.state;
    waiting = given.slice(parsed.restFrom);
  };
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES })) {
    const all: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const cut = all.lastIndexOf(10) + 1;
    rest = all.subarray(cut);
    if (cut > 0) take(all.subarray(0, cut), false);
  }
  take(rest, true);
  const { templates } = miner.mine();
  const used = process.cpuUsage(cpu);
  return {
    lines,
    bytes,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (used.user + used.system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    templates: templates.length,
  };
}

/** Null, with the reason said, when Python or drain3 is not to be had. */
async function mineWithDrain3(file: string, linesMax: number): Promise<Measured | null> {
  const cache = process.env["DEEPSEC_CACHE_DIR"] ?? join(homedir(), ".cache", "deepsec");
  const venv = join(cache, `drain3-${DRAIN3}`);
  const python = join(venv, "bin", "python");
  if (!existsSync(python) && !succeeds("python3", ["-m", "venv", venv])) {
    console.log("drain3: not measured, python3 with the module venv is not to be had");
    return null;
  }
  const isThere = succeeds(python, ["-c", "import drain3"]);
  if (!isThere && !succeeds(python, ["-m", "pip", "install", "-q", `drain3==${DRAIN3}`])) {
    console.log(`drain3: not measured, pip could not install drain3 ${DRAIN3}`);
    return null;
  }
  const child = spawn(python, [join(import.meta.dirname, "drain3_peer.py"), file, String(linesMax)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const answer = await lastLine(child);
  return JSON.parse(answer) as Measured;
}

function succeeds(command: string, args: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

async function lastLine(child: ChildProcess): Promise<string> {
  let last = "";
  if (child.stdout !== null) for await (const line of createInterface({ input: child.stdout })) last = line;
  return last;
}
