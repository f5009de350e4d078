import { join } from "node:path";
import { faultCase } from "../case.ts";
import { judge } from "../kit/judge.ts";
import { linesOnDisk, Rotator, type Scheme } from "../kit/rotator.ts";

const AWAY = [1, 2, 5];
const KEPT = 7;
const LINES = 700;
const SCHEMES_USED: readonly Scheme[] = ["create", "delaycompress", "copytruncate-gz"];

/** The collector is off while its files rotate; at the end for longer than rotated files are kept. */
export const offForRotations = faultCase({
  id: "R4",
  title: "collector off during 1, 2 and 5 rotations, with .gz; then for longer than files are kept",
  ci: { rounds: 3 },
  night: { rounds: 30 },
  async run(stand, { rounds }) {
    const sshd = await stand.sshd();
    const streams = await Promise.all(
      SCHEMES_USED.map(async (scheme) => {
        const path = join(sshd.logDirectory, `${scheme}.log`);
        const writer = stand.writer(scheme, path, { linesPerSecond: 0 });
        return { writer, rotator: await Rotator.create(path, stand.folder, scheme, KEPT) };
      }),
    );
    const hosts = SCHEMES_USED.map((name) => ({ name, sshd, files: [`${name}.log`] }));
    const system = await stand.system({ hosts });
    const collect = async () => {
      await system.start();
      await system.catchUp();
      await system.end("SIGTERM");
    };
    const rotateAll = async (times: number) => {
      for (let rotation = 0; rotation < times; rotation++) {
        await Promise.all(streams.map(({ rotator }) => rotator.rotate()));
        for (const { writer } of streams) writer.write(LINES);
      }
    };
    for (const { writer } of streams) writer.write(LINES);
    await collect();
    for (let round = 0; round < rounds; round++) {
      for (const { writer } of streams) writer.write(LINES);
      await rotateAll(AWAY[round % AWAY.length] ?? 1);
      await collect();
    }
    await system.start();
    const writers = streams.map(({ writer }) => writer);
    const whole = judge(await system.truth(writers), writers);
    await system.end("SIGTERM");
    // Two more than are kept: what stood in the file when the collector went is gone, and one more.
    await rotateAll(KEPT + 2);
    await system.start();
    await system.catchUp();
    const judged = await Promise.all(
      streams.map(async ({ writer: { host, path, written } }) => {
        const { has } = await linesOnDisk(path, host, written);
        // All before the gap was counted, whether a file still holds it or not.
        return {
          host,
          path,
          written,
          has: has.map((bit, seq) => (seq < written - (KEPT + 2) * LINES ? 1 : bit)),
        };
      }),
    );
    const gaps = system.log.split("lines were lost before they were read").length - 1;
    const figures = judge(await system.truth(judged), judged, {
      rotations: streams.reduce((sum, { rotator }) => sum + rotator.rotations, 0),
      gaps,
    });
    const failures = [...whole.failures, ...figures.failures];
    if (gaps !== streams.length) failures.push(`${gaps} gaps told of, ${streams.length} made`);
    return { ...figures, failures };
  },
});
