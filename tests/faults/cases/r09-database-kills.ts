import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../../support/eventually.ts";
import { faultCase } from "../case.ts";
import { boltWatch } from "../kit/bolt-watch.ts";
import { judge } from "../kit/judge.ts";
import { neo4jPort, withPort } from "../kit/ports.ts";
import { startProxy } from "../kit/proxy.ts";

const MOMENTS = [
  "SET l.lockedBy = $runId",
  "CREATE (t)-[:OCCURRED",
  "SET l.cycle = l.cycle + 1",
  "commit",
  "answer",
];
const DOWN_MS_MAX = 3000;

/** The database dies by kill -9 in the middle of a transaction of ours and comes back; the API runs on. */
export const databaseKills = faultCase({
  id: "R9",
  title: "kill -9 of Neo4j in the middle of a write",
  ci: { kills: 3, linesPerSecond: 300 },
  night: { kills: 50, linesPerSecond: 300 },
  async run(stand, { kills, linesPerSecond }) {
    const { database } = stand;
    let armed: string | null = null;
    let killing: Promise<void> | null = null;
    const kill = (): "cut" => {
      armed = null;
      killing = database.kill();
      return "cut";
    };
    const proxy = await startProxy(neo4jPort(database.graph), () =>
      boltWatch({
        client: (bytes, isCommit) =>
          armed !== null && (isCommit ? armed === "commit" : bytes.includes(armed)) ? kill() : "pass",
        server: (_, isAnswer) => (armed === "answer" && isAnswer ? kill() : "pass"),
      }),
    );
    stand.defer(() => proxy.stop());
    const sshd = await stand.sshd();
    const writer = stand.writer("web1", join(sshd.logDirectory, "web.log"), { linesPerSecond });
    const system = await stand.system({
      graph: withPort(database.graph, proxy.port),
      hosts: [{ name: "web1", sshd, files: ["web.log"] }],
    });
    writer.write(10);
    await system.start();
    await system.catchUp();
    writer.start();
    for (let round = 0; round < kills; round++) {
      killing = null;
      armed = MOMENTS[round % MOMENTS.length] ?? null;
      await eventually("the database is killed", () => killing, { timeoutMs: 300_000 });
      await killing;
      await sleep(stand.random() * DOWN_MS_MAX);
      await database.startAgain();
    }
    writer.stop();
    await system.catchUp();
    return judge(await system.truth([writer]), [writer], { kills });
  },
});
