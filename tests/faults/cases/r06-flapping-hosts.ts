import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faultCase, type Stand } from "../case.ts";
import type { Sshd } from "../../support/sshd.ts";
import { cpuSeconds } from "../kit/process-use.ts";
import { judge } from "../kit/judge.ts";
import type { Writer } from "../kit/writer.ts";

const UP_MS = [2000, 20_000] as const;
const LOOK_EVERY_MS = 500;

/** Some hosts come and go all the time, with everything that was open; the others must not notice. */
export const flappingHosts = faultCase({
  id: "R6",
  title: "flapping hosts among healthy ones",
  ci: { hosts: 10, flapping: 5, seconds: 60, linesPerSecond: 20 },
  night: { hosts: 50, flapping: 5, seconds: 1800, linesPerSecond: 20 },
  async run(stand, { hosts: count, flapping, seconds, linesPerSecond }) {
    // Healthy hosts are one sshd under many names; each that flaps is its own.
    const healthy = await stand.sshd();
    const flappers: Sshd[] = [];
    for (let i = 0; i < flapping; i++) flappers.push(await stand.sshd());
    const hosts = Array.from({ length: count }, (_, i) => ({
      name: `host${i}`,
      sshd: flappers[i] ?? healthy,
      files: [`host${i}.log`],
    }));
    const writers = hosts.map(({ name, sshd }) =>
      stand.writer(name, join(sshd.logDirectory, `${name}.log`), { linesPerSecond }),
    );
    const system = await stand.system({ hosts });
    for (const writer of writers) writer.write(10);
    await system.start();
    await system.catchUp();
    for (const writer of writers) writer.start();
    const cpuBefore = cpuSeconds(system.pid);
    const cyclesBefore = system.log.split('"cycle stored"').length;
    const endMs = performance.now() + seconds * 1000;
    const ends = flappers.map((sshd) => flap(sshd, stand, endMs));
    const lags: number[] = [];
    while (performance.now() < endMs) {
      await sleep(LOOK_EVERY_MS);
      const { sources } = await system.counts();
      for (const writer of writers.slice(flapping)) {
        lags.push(lagMs(writer, sources.get(`${writer.host}:${writer.path}`)?.lines ?? 0));
      }
    }
    const [flaps, cycles] = [
      await Promise.all(ends),
      system.log.split('"cycle stored"').length - cyclesBefore,
    ];
    const cpu = cpuSeconds(system.pid) - cpuBefore;
    for (const writer of writers) writer.stop();
    await system.catchUp();
    lags.sort((a, b) => a - b);
    const lagMsP95 = Math.round(lags[Math.floor(lags.length * 0.95)] ?? 0);
    return judge(await system.truth(writers), writers, {
      flaps: flaps.reduce((sum, times) => sum + times, 0),
      healthyLagMsP95: lagMsP95,
      secondsACycle: Number((seconds / cycles).toFixed(1)),
      cpuSeconds: Math.round(cpu),
    });
  },
});

async function flap(sshd: Sshd, { random }: Stand, endMs: number): Promise<number> {
  const some = () => sleep(UP_MS[0] + random() * (UP_MS[1] - UP_MS[0]));
  let times = 0;
  for (; performance.now() < endMs; times++) {
    await some();
    // Some stand still before they go: the connection is open and nothing comes.
    if (random() < 0.3) {
      sshd.freezeSessions();
      await some();
    }
    await sshd.halt();
    await some();
    await sshd.resume();
  }
  return times;
}

/** Age of the oldest line that is not counted yet; 0 when all are. The last event of a file waits, so the last line is left out. */
function lagMs({ journal }: Writer, counted: number): number {
  const waiting = journal.find(([written]) => written > counted + 1);
  return waiting === undefined ? 0 : performance.now() - waiting[1];
}
