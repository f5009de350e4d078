import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { faultCase } from "../case.ts";
import { boltWatch } from "../kit/bolt-watch.ts";
import { judge } from "../kit/judge.ts";
import { neo4jPort, withPort } from "../kit/ports.ts";
import { startProxy } from "../kit/proxy.ts";

// A cycle's transaction takes some tens of packets: with 3 % of them cut most never come to their commit.
const PACKETS_CUT = 0.005;
const COMMIT_ANSWERS_CUT = 0.4;

/**
 * The database does its work and its answer is lost: of all packets some, of the answers to commits many. The driver then runs
 * the same transaction once more, and only the fence keeps it from counting twice.
 */
export const cutAnswers = faultCase({
  id: "R9b",
  title: "answers of Neo4j cut, those to commits above all",
  ci: { seconds: 60, fenceHits: 5, linesPerSecond: 300 },
  night: { seconds: 600, fenceHits: 50, linesPerSecond: 300 },
  async run(stand, { seconds, fenceHits, linesPerSecond }) {
    const { graph } = stand.database;
    let [isCutting, cuts, commitsCut, hits, isRepeat] = [false, 0, 0, 0, false];
    const proxy = await startProxy(neo4jPort(graph), () =>
      boltWatch({
        client: (bytes) => {
          // A new cycle begins with its load; a transaction that begins without one is the driver's second try.
          if (bytes.includes("WHERE s.id IN $ids")) isRepeat = false;
          else if (isRepeat && bytes.includes("SET l.lockedBy = $runId"))
            [hits, isRepeat] = [hits + 1, false];
          return "pass";
        },
        server: (_, isAnswer) => {
          if (!isCutting || stand.random() >= (isAnswer ? COMMIT_ANSWERS_CUT : PACKETS_CUT)) return "pass";
          cuts++;
          if (isAnswer) [commitsCut, isRepeat] = [commitsCut + 1, true];
          return "cut";
        },
      }),
    );
    stand.defer(() => proxy.stop());
    const sshd = await stand.sshd();
    const writer = stand.writer("web1", join(sshd.logDirectory, "web.log"), { linesPerSecond });
    const system = await stand.system({
      graph: withPort(graph, proxy.port),
      hosts: [{ name: "web1", sshd, files: ["web.log"] }],
    });
    writer.write(10);
    await system.start();
    await system.catchUp();
    writer.start();
    isCutting = true;
    const startMs = performance.now();
    const isOver = () => performance.now() - startMs > seconds * (hits < fenceHits ? 10_000 : 1000);
    while (!isOver()) await sleep(100);
    isCutting = false;
    writer.stop();
    await system.catchUp();
    const failures = hits >= fenceHits ? [] : [`the fence was needed ${hits} times, not ${fenceHits}`];
    return judge(await system.truth([writer]), [writer], { cuts, commitsCut, fenceHits: hits }, failures);
  },
});
