import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { faultCase } from "../case.ts";
import { fileTree } from "../kit/file-tree.ts";
import { judge } from "../kit/judge.ts";

const LINES = 5000;
const EVERY_MS = 4000;

/**
 * A host that would let itself be written to: SFTP without -R, folders and files open to all. Nothing below its folder may be
 * another after collection, with sessions lost and the API killed in between.
 */
export const hostUntouched = faultCase({
  id: "T",
  title: "the host's files are the same before and after",
  ci: { seconds: 30 },
  night: { seconds: 28_800 },
  async run(stand, { seconds }) {
    const sshd = await stand.sshd({ config: ["ForceCommand internal-sftp"] });
    const { logDirectory } = sshd;
    const root = dirname(logDirectory);
    const writer = stand.writer("web1", join(logDirectory, "web.log"), { linesPerSecond: 0 });
    writer.write(LINES);
    writeFileSync(join(logDirectory, "web.log.1"), "an older one\n");
    writeFileSync(join(logDirectory, "web.log.2.gz"), gzipSync("an old one\n"));
    symlinkSync("web.log", join(logDirectory, "current.log"));
    mkdirSync(join(logDirectory, "sub"));
    writeFileSync(join(logDirectory, "sub", "empty.log"), "");
    for (const name of ["", "web.log", "web.log.1", "web.log.2.gz", "sub", "sub/empty.log"])
      chmodSync(join(logDirectory, name), 0o777);
    const before = fileTree(root);
    const system = await stand.system({
      hosts: [{ name: "web1", sshd, files: ["*.log", "sub/*"] }],
    });
    const endMs = performance.now() + seconds * 1000;
    await system.start();
    await system.catchUp();
    let [kills, drops] = [0, 0];
    for (let round = 0; performance.now() < endMs; round++) {
      await sleep(stand.random() * EVERY_MS);
      if (round % 2 === 0) {
        sshd.dropSessions();
        drops++;
      } else {
        await system.kill();
        await system.start();
        kills++;
      }
    }
    await system.catchUp();
    const after = fileTree(root);
    const changed =
      after.filter((line) => !before.includes(line)).length + Math.max(0, before.length - after.length);
    const failures = changed === 0 ? [] : [`${changed} entries of the host's tree changed`];
    const truth = await system.truth([writer]);
    return judge(truth, [writer], { entries: before.length, kills, drops }, failures);
  },
});
