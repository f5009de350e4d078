import { join } from "node:path";
import { faultCase } from "../case.ts";
import { judge } from "../kit/judge.ts";
import { Rotator } from "../kit/rotator.ts";

const LINES = 2500;

/** The database is put back to a backup that is older than what was read since: the files are still there, and rotated. */
export const restore = faultCase({
  id: "R15",
  title: "an older backup of Neo4j is restored",
  ci: { restores: 1 },
  night: { restores: 5 },
  async run(stand, { restores }) {
    const { database } = stand;
    const sshd = await stand.sshd();
    const path = join(sshd.logDirectory, "web.log");
    const writer = stand.writer("web1", path, { linesPerSecond: 0 });
    const rotator = await Rotator.create(path, stand.folder, "delaycompress", 50);
    const system = await stand.system({ hosts: [{ name: "web1", sshd, files: ["web.log"] }] });
    const collect = async () => {
      await system.start();
      await system.catchUp();
      await system.end("SIGTERM");
    };
    for (let round = 0; round < restores; round++) {
      writer.write(LINES);
      await collect();
      await database.shutDown();
      await database.backUp();
      await database.startAgain();
      for (let rotation = 0; rotation < 3; rotation++) {
        writer.write(LINES);
        if (rotation > 0) await rotator.rotate();
      }
      await collect();
      await database.shutDown();
      await database.restore();
      await database.startAgain();
      await collect();
    }
    await system.start();
    return judge(await system.truth([writer]), [writer], { restores, rotations: rotator.rotations });
  },
});
