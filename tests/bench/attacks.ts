import { readFileSync } from "node:fs";
import { startApiService } from "../support/api-service.ts";
import { ATTACK_QUERIES } from "../support/attack-queries.ts";
import { startTestNeo4j } from "../support/test-neo4j.ts";

const REPEATS = 20;
const TICK_MS = 10;

/** What refusing each attack query costs the API: processor time of its process for one request, the mean of twenty. Target: 50 ms. */
export async function bench(): Promise<void> {
  const graph = await startTestNeo4j();
  try {
    const api = await startApiService(graph, {});
    try {
      const post = (body: string): Promise<string> =>
        fetch(`${api.url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body,
        }).then((response) => response.text());
      // The first of each kind pays for compiling what it runs through.
      for (const { body } of ATTACK_QUERIES) await post(body);
      for (const { name, body } of ATTACK_QUERIES) {
        const from = cpuMs(api.pid);
        for (let repeat = 0; repeat < REPEATS; repeat++) await post(body);
        console.log(`${((cpuMs(api.pid) - from) / REPEATS).toFixed(1).padStart(6)} ms  ${name}`);
      }
    } finally {
      await api.end("SIGTERM");
    }
  } finally {
    await graph.stop();
  }
}

/** Processor time of a process so far, user and system, as Linux counts it. */
function cpuMs(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1] ?? "";
  const [user = 0, system = 0] = afterName.split(" ").slice(11, 13).map(Number);
  return (user + system) * TICK_MS;
}
