import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faultCase } from "../case.ts";
import { judge } from "../kit/judge.ts";
import { linesOnDisk, Rotator, type Scheme } from "../kit/rotator.ts";

// dateext names files by the second: two rotations in one second would be one.
const EVERY_MS = 1100;

const STREAMS: readonly (readonly [name: string, scheme: Scheme, reopenDelayMs: number])[] = [
  ["create", "create", 0],
  ["create-delay", "create", 150],
  ["copytruncate", "copytruncate", 0],
  ["delaycompress", "delaycompress", 150],
  ["copytruncate-gz", "copytruncate-gz", 0],
  ["dateext", "dateext", 0],
  ["size", "size", 0],
];

/** Real logrotate, in all common ways at once, under writers that do not wait for it; the API is killed a few times in between. */
export const rotations = faultCase({
  id: "R3",
  title: "rotations under load: create, create + delay, copytruncate, + compress, dateext, size",
  ci: { rotations: 20, linesPerSecond: 3000, kills: 4 },
  night: { rotations: 200, linesPerSecond: 3000, kills: 40 },
  async run(stand, { rotations: count, linesPerSecond, kills }) {
    const sshd = await stand.sshd();
    const hosts = STREAMS.map(([name]) => ({ name, sshd, files: [`${name}.log`] }));
    const system = await stand.system({ hosts });
    const streams = await Promise.all(
      STREAMS.map(async ([name, scheme, reopenDelayMs]) => {
        const path = join(sshd.logDirectory, `${name}.log`);
        const rate = linesPerSecond / STREAMS.length;
        const writer = stand.writer(name, path, { linesPerSecond: rate, reopenDelayMs });
        return { writer, rotator: await Rotator.create(path, stand.folder, scheme, count + 2) };
      }),
    );
    for (const { writer } of streams) writer.write(10);
    await system.start();
    await system.catchUp();
    for (const { writer } of streams) writer.start();
    for (let round = 0; round < count; round++) {
      const pause = sleep(EVERY_MS);
      await Promise.all(
        streams.map(async ({ rotator }) => {
          await sleep(stand.random() * EVERY_MS);
          await rotator.rotate();
        }),
      );
      await pause;
      if (round % Math.ceil(count / (kills + 1)) === 1) {
        await system.kill();
        await system.start();
      }
    }
    for (const { writer } of streams) writer.stop();
    await system.catchUp();
    const judged = await Promise.all(
      streams.map(async ({ writer: { host, path, written } }) => ({
        host,
        path,
        written,
        ...(await linesOnDisk(path, host, written)),
      })),
    );
    const done = streams.reduce((sum, { rotator }) => sum + rotator.rotations, 0);
    const figures = judge(await system.truth(judged), judged, { rotations: done, kills: system.starts - 1 });
    return figures.torn <= done
      ? figures
      : { ...figures, failures: [...figures.failures, `${figures.torn} torn lines of ${done} rotations`] };
  },
});
