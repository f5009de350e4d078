import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faultCase } from "../case.ts";
import { rssMiB } from "../kit/process-use.ts";
import { judge } from "../kit/judge.ts";
import { startSlowLink } from "../kit/slow-link.ts";

const LINK = { rttMs: 100, bytesPerSecond: 125_000, loss: 0.05 };

/** Hosts behind a bad line: 100 ms there and back, one packet in twenty lost, 1 Mbit/s. They begin with a backlog. */
export const badLine = faultCase({
  id: "R7",
  title: "100 ms, 5 % loss, 1 Mbit/s",
  ci: { hosts: 1, seconds: 20, linesPerSecond: 200, backlogLines: 10_000, filesPerHost: 2 },
  night: { hosts: 10, seconds: 120, linesPerSecond: 200, backlogLines: 40_000, filesPerHost: 5 },
  async run(stand, { hosts: count, seconds, linesPerSecond, backlogLines, filesPerHost }) {
    const sshd = await stand.sshd();
    const hosts = [];
    const writers = [];
    for (let host = 1; host <= count; host++) {
      const link = await startSlowLink(sshd.port, { ...LINK, random: stand.random });
      stand.defer(() => link.stop());
      const name = `web${host}`;
      const files = Array.from({ length: filesPerHost }, (_, file) => `${name}-${file + 1}.log`);
      hosts.push({ name, sshd, files, port: link.port });
      for (const file of files) {
        const writer = stand.writer(name, join(sshd.logDirectory, file), {
          linesPerSecond: linesPerSecond / filesPerHost,
        });
        writer.write(Math.ceil(backlogLines / filesPerHost));
        writers.push(writer);
      }
    }
    const system = await stand.system({ hosts });
    await system.start();
    const rss = [];
    for (const writer of writers) writer.start();
    for (let second = 0; second < seconds; second++) {
      await sleep(1000);
      rss.push(rssMiB(system.pid));
    }
    for (const writer of writers) writer.stop();
    await system.catchUp();
    rss.push(rssMiB(system.pid));
    const lostConnections = system.log.split("CONNECTION_LOST").length - 1;
    return judge(await system.truth(writers), writers, { lostConnections, rssMiBMax: Math.max(...rss) });
  },
});
