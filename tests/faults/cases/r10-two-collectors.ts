import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faultCase } from "../case.ts";
import { judge } from "../kit/judge.ts";

/** Somebody starts the API twice on one database: the same hosts, the same sources, at the same seconds. */
export const twoCollectors = faultCase({
  id: "R10",
  title: "two collectors on one database by mistake",
  ci: { seconds: 30, linesPerSecond: 300 },
  night: { seconds: 300, linesPerSecond: 300 },
  async run(stand, { seconds, linesPerSecond }) {
    const sshd = await stand.sshd();
    const hosts = [{ name: "web1", sshd, files: ["web.log"] }];
    const writer = stand.writer("web1", join(sshd.logDirectory, "web.log"), { linesPerSecond });
    writer.write(10);
    const first = await stand.system({ hosts, folder: join(stand.folder, "first") });
    const second = await stand.system({ hosts, folder: join(stand.folder, "second") });
    await first.start();
    await first.catchUp();
    writer.start();
    await second.start();
    await sleep(seconds * 1000);
    writer.stop();
    await first.catchUp();
    return judge({ ...(await second.counts()), archived: null }, [writer], {
      storedByFirst: cyclesStored(first.log),
      storedBySecond: cyclesStored(second.log),
      fenced: `${first.log}${second.log}`.split("another cycle was stored").length - 1,
    });
  },
});

function cyclesStored(log: string): number {
  return log.split('"cycle stored"').length - 1;
}
