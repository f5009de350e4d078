import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../../support/eventually.ts";
import { faultCase } from "../case.ts";
import { cpuSeconds } from "../kit/process-use.ts";
import { judge } from "../kit/judge.ts";

/** In libfaketime's words: what to add to the clock, or what it is set to. */
const CLOCKS = ["+1h", "-1h", "+365d", "-365d", "@2026-10-25 02:59:50", "@2028-02-28 23:59:50"];
const COUNTED_SECONDS_MAX = 60;
const IDLE_SECONDS = 5;
const CPU_SHARE_MAX = 0.5;

/** The clock of the machine jumps, while the API runs: by hours and years, over the end of summer time and a leap day. */
export const clocks = faultCase({
  id: "R12",
  title: "the clock jumps: ±1 h, ±1 year, end of summer time, leap day",
  ci: { rounds: 1 },
  night: { rounds: 3 },
  async run(stand, { rounds }) {
    const clock = join(stand.folder, "clock");
    writeFileSync(clock, "+0");
    const sshd = await stand.sshd();
    const path = join(sshd.logDirectory, "web.log");
    const writer = stand.writer("web1", path, { linesPerSecond: 0 });
    const system = await stand.system({
      hosts: [{ name: "web1", sshd, files: ["web.log"] }],
      environment: {
        TZ: "Europe/Berlin",
        LD_PRELOAD: libfaketime(),
        FAKETIME_TIMESTAMP_FILE: clock,
        FAKETIME_NO_CACHE: "1",
        FAKETIME_DONT_FAKE_MONOTONIC: "1",
      },
    });
    writer.write(10);
    await system.start();
    await system.catchUp();
    const failures: string[] = [];
    let slowestSeconds = 0;
    let cpuShareMax = 0;
    for (const set of Array.from({ length: rounds }, () => CLOCKS).flat()) {
      writeFileSync(clock, set);
      writer.write(50);
      const startMs = performance.now();
      // By the schedule alone, and its last line too: nothing is asked of the API that would start a cycle.
      await eventually("counted", async () => ((await system.lines()) === writer.written ? true : null), {
        timeoutMs: COUNTED_SECONDS_MAX * 1000,
        everyMs: 300,
      }).catch(() => failures.push(`clock ${set}: not counted within ${COUNTED_SECONDS_MAX} s`));
      slowestSeconds = Math.max(slowestSeconds, (performance.now() - startMs) / 1000);
      const before = cpuSeconds(system.pid);
      await sleep(IDLE_SECONDS * 1000);
      const share = (cpuSeconds(system.pid) - before) / IDLE_SECONDS;
      cpuShareMax = Math.max(cpuShareMax, share);
      if (share > CPU_SHARE_MAX)
        failures.push(`clock ${set}: ${share.toFixed(2)} processors in use with nothing to do`);
      writeFileSync(clock, "+0");
    }
    await system.catchUp();
    const notes = { slowestSeconds: Math.round(slowestSeconds), cpuShareMax: Number(cpuShareMax.toFixed(2)) };
    return judge(
      await system.truth([writer]),
      [writer],
      { clocks: rounds * CLOCKS.length, ...notes },
      failures,
    );
  },
});

function libfaketime(): string {
  const file = readdirSync("/usr/lib")
    .map((name) => `/usr/lib/${name}/faketime/libfaketime.so.1`)
    .find((name) => existsSync(name));
  if (file === undefined) throw new Error("libfaketime is missing: sudo apt-get install -y faketime");
  return file;
}
