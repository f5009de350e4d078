import { availableParallelism, loadavg } from "node:os";
import { clusterTemplates, type Dendrogram, KnownDistances } from "@deepsec/engine";
import { MadeGraph, someOccurrences } from "./graph/made-graph.ts";
import { someTemplates } from "./linkage/some-templates.ts";

const TEMPLATES = 5000;
const FRESH = 20;
const ROUNDS = 5;

/**
 * What storing costs on a real Neo4j: a first cycle with 5,000 templates, then cycles that bring 20 new ones each; in a database
 * that just started, and again in the same one emptied, whose code is compiled by then. Times are by the clock, and in processor
 * time of this process for the clustering. Targets: first write below 4 s; then fewer than 1,000 new nodes, and clustering and
 * writing together below 1.5 s.
 */
export async function bench(): Promise<void> {
  const graph = await MadeGraph.start();
  try {
    await measure("just started", graph);
    await graph.clear();
    await measure("warm", graph);
  } finally {
    await graph.neo4j.stop();
  }
  const [load = 0] = loadavg();
  console.log(`load ${load.toFixed(1)} on ${availableParallelism()} processors`);
}

async function measure(title: string, graph: MadeGraph): Promise<void> {
  const templates = someTemplates(TEMPLATES + ROUNDS * FRESH);
  const distances = new KnownDistances();
  console.log(
    `\n${title.padEnd(13)}templates   cluster (cpu)      write   nodes written   cluster + write   (seconds)`,
  );
  let known = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    const now = templates.slice(0, TEMPLATES + round * FRESH);
    const fresh = now.slice(known);
    const occurrences = round === 0 ? firstHours(fresh) : someOccurrences(fresh);
    const nodesBefore = await graph.nodes();
    const clustered = timed(() => clusterTemplates(now, "average", distances));
    const startMs = performance.now();
    await graph.save(fresh, clustered.dendrogram, occurrences);
    const write = (performance.now() - startMs) / 1000;
    const cells = [
      String(now.length).padStart(22),
      `${clustered.seconds.toFixed(2)} (${clustered.cpuSeconds.toFixed(2)})`.padStart(16),
      write.toFixed(2).padStart(11),
      String((await graph.nodes()) - nodesBefore).padStart(16),
      (clustered.seconds + write).toFixed(2).padStart(18),
    ];
    console.log(cells.join(""));
    known = now.length;
  }
}

/** A first cycle reads each template in one hour of each of its hosts. */
function firstHours(templates: Parameters<typeof someOccurrences>[0]) {
  const seen = new Set<string>();
  return someOccurrences(templates).filter(({ templateId, sourceId }) => {
    const key = `${templateId} ${sourceId}`;
    return seen.size < seen.add(key).size;
  });
}

function timed(work: () => Dendrogram) {
  const cpuBefore = process.cpuUsage();
  const startMs = performance.now();
  const dendrogram = work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { dendrogram, seconds: (performance.now() - startMs) / 1000, cpuSeconds: (user + system) / 1e6 };
}
