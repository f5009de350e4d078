import { join } from "node:path";
import { faultCase } from "../case.ts";
import { type BoltEvents, boltWatch } from "../kit/bolt-watch.ts";
import { judge } from "../kit/judge.ts";
import { startProxy } from "../kit/proxy.ts";
import { neo4jPort, withPort } from "../kit/ports.ts";

const LINES_A_KILL = 400;
const SESSION_START_BYTES = 20_000;

/** Kills at a moment that an observer of the wire knows: the database's statements travel as plain text. */
type Point = (kill: () => "hold") => BoltEvents;

const said =
  (text: string): Point =>
  (kill) => ({ client: (bytes) => (bytes.includes(text) ? kill() : "pass") });

const POINTS: Readonly<Record<string, Point | "reading">> = {
  "state asked for, nothing read yet": said("WHERE s.id IN $ids"),
  "in the middle of a read": "reading",
  "read and analyzed, no transaction yet": said("SET l.lockedBy = $runId"),
  "checkpoints moved, nothing counted": said("MERGE (v:TemplateVariant"),
  "in the counts": said("CREATE (t)-[:OCCURRED"),
  "all written, ledger not closed": said("SET l.cycle = l.cycle + 1"),
  "commit sent, not arrived": (kill) => ({ client: (_, isCommit) => (isCommit ? kill() : "pass") }),
  "committed, answer not arrived": (kill) => ({ server: (_, isAnswer) => (isAnswer ? kill() : "pass") }),
};

/** The API is killed at moments that are worst for it, told from outside: proxies stand before the database and the host. */
export const namedKills = faultCase({
  id: "R2",
  title: "kill -9 of the API at each named point",
  ci: { rounds: 3 },
  night: { rounds: 25 },
  async run(stand, { rounds }) {
    let armed: Point | "reading" | null = null;
    let hits = 0;
    const kill = (): "hold" => {
      if (armed !== null) {
        hits++;
        armed = null;
        process.kill(system.pid, "SIGKILL");
      }
      return "hold";
    };
    const ask = (pick: (events: BoltEvents) => "pass" | "hold" | "cut" | undefined) =>
      armed === null || armed === "reading" ? "pass" : (pick(armed(kill)) ?? "pass");
    const { graph } = stand.database;
    const bolt = await startProxy(neo4jPort(graph), () =>
      boltWatch({
        client: (bytes, isCommit) => ask((events) => events.client?.(bytes, isCommit)),
        server: (bytes, isAnswer) => ask((events) => events.server?.(bytes, isAnswer)),
      }),
    );
    stand.defer(() => bolt.stop());
    const sshd = await stand.sshd();
    const ssh = await startProxy(sshd.port, () => {
      let bytes = 0;
      return {
        fromServer: (packet) => {
          bytes += packet.length;
          return armed === "reading" && bytes > SESSION_START_BYTES ? kill() : "pass";
        },
      };
    });
    stand.defer(() => ssh.stop());

    const writer = stand.writer("web1", join(sshd.logDirectory, "web.log"), { linesPerSecond: 0 });
    const system = await stand.system({
      graph: withPort(graph, bolt.port),
      hosts: [{ name: "web1", sshd, files: ["web.log"], port: ssh.port }],
    });
    writer.write(LINES_A_KILL);
    await system.start();
    await system.catchUp();
    await system.kill();
    for (let round = 0; round < rounds; round++) {
      for (const point of Object.values(POINTS)) {
        writer.write(LINES_A_KILL);
        armed = point;
        system.spawn();
        await system.exited();
      }
    }
    await system.start();
    await system.catchUp();
    const points = Object.keys(POINTS).length;
    const failures = hits === points * rounds ? [] : [`${hits} of ${points * rounds} points were hit`];
    return judge(await system.truth([writer]), [writer], { points, kills: hits }, failures);
  },
});
