import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faultCase } from "../case.ts";
import { judge } from "../kit/judge.ts";
import { Rotator } from "../kit/rotator.ts";

const ROTATED_EVERY = 3;
const LIFE_MS_MAX = 1500;

/** Power cuts of the collector: it is killed at any moment, also while it starts, and its files are rotated the while. */
export const randomKills = faultCase({
  id: "R1",
  title: "kill -9 of the API at random",
  ci: { kills: 60, linesPerSecond: 200 },
  night: { kills: 1000, linesPerSecond: 200 },
  async run(stand, { kills, linesPerSecond }) {
    const sshd = await stand.sshd();
    const hosts = ["plain", "rotated"].map((name) => ({ name, sshd, files: [`${name}.log`] }));
    const writers = hosts.map(({ name }) =>
      stand.writer(name, join(sshd.logDirectory, `${name}.log`), { linesPerSecond }),
    );
    const path = join(sshd.logDirectory, "rotated.log");
    const rotator = await Rotator.create(path, stand.folder, "create", 2 + kills);
    const system = await stand.system({ hosts });
    // What was rotated away before the first look at a source is not its history.
    for (const writer of writers) writer.write(10);
    await system.start();
    await system.catchUp();
    for (const writer of writers) writer.start();
    for (let kill = 0; kill < kills; kill++) {
      if (kill > 0 && kill % 4 === 0) system.spawn();
      else if (kill > 0) await system.start();
      if (kill % 4 === 3) await system.stored();
      await sleep(stand.random() * LIFE_MS_MAX);
      await system.kill();
      if (kill % ROTATED_EVERY === 0) await rotator.rotate();
    }
    for (const writer of writers) writer.stop();
    await system.start();
    await system.catchUp();
    return judge(await system.truth(writers), writers, {
      kills,
      rotations: rotator.rotations,
      cyclesStored: system.log.split('"cycle stored"').length - 1,
    });
  },
});
