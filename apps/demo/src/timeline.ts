import { Random } from "./random.ts";
import { Scene, type Entry, type SceneKind } from "./scene.ts";
import { playBreakIn } from "./scenes/break-in.ts";
import { databaseScenes } from "./scenes/database.ts";
import { loginScenes } from "./scenes/login.ts";
import { ordersScenes } from "./scenes/orders.ts";
import { systemScenes } from "./scenes/system.ts";
import { playMinute } from "./scenes/timetable.ts";
import { webScenes } from "./scenes/web.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** As many lines as a day has. Less history covers less time at the same rate. */
const linesPerDay = 20_000;
/** Less than this leaves no room for the break-in. */
const storyLinesMin = 2_000;

const kinds: readonly [SceneKind, ...SceneKind[]] = [
  ...webScenes,
  ...loginScenes,
  ...ordersScenes,
  ...databaseScenes,
  ...systemScenes,
];

export interface HistoryOptions {
  readonly seed: number;
  /** How many lines, exactly. */
  readonly lines: number;
  /** The moment of the newest line at most, ms since 1970. */
  readonly untilMs: number;
}

/**
 * What the network's logs hold of the time before `untilMs`: a day's worth for 20,000 lines, in order of time, a
 * break-in about five hours before the end among it (with 2,000 lines or more). The same options give the same lines.
 */
export function history({ seed, lines, untilMs }: HistoryOptions): Entry[] {
  const random = new Random(seed);
  const spanMs = Math.ceil((dayMs * lines) / linesPerDay);
  const fromMs = untilMs - spanMs;
  const scenes = new History(random, lines, untilMs);
  if (lines >= storyLinesMin) {
    scenes.play(untilMs - spanMs / 5, playBreakIn);
    for (let atMs = Math.ceil(fromMs / minuteMs) * minuteMs; atMs < untilMs; atMs += minuteMs)
      scenes.play(atMs, playMinute);
  }
  while (scenes.linesLeft > 0) {
    scenes.play(fromMs + random.fraction() * spanMs, random.weighted(kinds).play);
  }
  return scenes.entries.toSorted((a, b) => a.atMs - b.atMs);
}

/** Entries up to an exact number of lines: what would go beyond that, or into the future, is left out. */
class History {
  readonly entries: Entry[] = [];
  linesLeft: number;
  readonly #random: Random;
  readonly #untilMs: number;

  constructor(random: Random, lines: number, untilMs: number) {
    this.#random = random;
    this.linesLeft = lines;
    this.#untilMs = untilMs;
  }

  play(startMs: number, play: SceneKind["play"]): void {
    const scene = new Scene(this.#random, Math.trunc(startMs));
    play(scene);
    for (const entry of scene.entries) {
      if (entry.atMs >= this.#untilMs || entry.lines.length > this.linesLeft) continue;
      this.entries.push(entry);
      this.linesLeft -= entry.lines.length;
    }
  }
}

/** The time after the history, as it comes: what happens is decided at a steady rate, and its entries wait for their moment. */
export class Present {
  readonly #random: Random;
  readonly #linesPerSecond: number;
  readonly #waiting: Entry[] = [];
  #nowMs: number;
  #owedLines = 0;

  constructor(options: { readonly seed: number; readonly linesPerSecond: number; readonly fromMs: number }) {
    this.#random = new Random(options.seed);
    this.#linesPerSecond = options.linesPerSecond;
    this.#nowMs = options.fromMs;
  }

  /** The entries due since the last call, in order of time. */
  until(nowMs: number): Entry[] {
    const fromMs = this.#nowMs;
    if (nowMs <= fromMs) return [];
    this.#nowMs = nowMs;
    this.#owedLines += ((nowMs - fromMs) / 1_000) * this.#linesPerSecond;
    if (this.#linesPerSecond > 0) {
      for (let atMs = Math.ceil(fromMs / minuteMs) * minuteMs; atMs < nowMs; atMs += minuteMs)
        this.#play(atMs, playMinute);
    }
    while (this.#owedLines > 0)
      this.#play(fromMs + this.#random.fraction() * (nowMs - fromMs), this.#random.weighted(kinds).play);
    const due = this.#waiting.filter((entry) => entry.atMs <= nowMs);
    const later = this.#waiting.filter((entry) => entry.atMs > nowMs);
    this.#waiting.splice(0, this.#waiting.length, ...later);
    return due.toSorted((a, b) => a.atMs - b.atMs);
  }

  #play(startMs: number, play: SceneKind["play"]): void {
    const scene = new Scene(this.#random, Math.trunc(startMs));
    play(scene);
    this.#waiting.push(...scene.entries);
    this.#owedLines -= scene.entries.reduce((sum, entry) => sum + entry.lines.length, 0);
  }
}
