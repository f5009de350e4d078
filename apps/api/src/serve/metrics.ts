import { Router } from "express";
import type { Driver, Record as Row } from "neo4j-driver";
import { Counter, Gauge, type Registry } from "prom-client";
import type { Metrics } from "../metrics.ts";
import { readTransaction } from "./read-transaction.ts";

const SOURCES = `
MATCH (h:Host)-[:HAS_SOURCE]->(s:Source) WHERE s.phase <> 'removed'
RETURN h.name AS host, s.path AS path, s.phase = 'ok' AS isOk, coalesce(s.sizeBytes - s.offsetBytes, 0) AS lagBytes,
  s.lastReadAt.epochMillis AS readMs`;
const HOSTS = "MATCH (h:Host) WHERE h.phase <> 'removed' RETURN h.name AS host, h.phase = 'ok' AS isOk";
const FINDINGS = "MATCH (f:Finding {phase: 'open'}) RETURN f.severity AS severity, count(*) AS open";
const QUEUE = `
MATCH (n:Notification) WHERE n.phase IN ['waiting', 'dead']
RETURN n.target AS target, n.phase AS phase, count(*) AS messages`;
const LEDGER = `
OPTIONAL MATCH (l:Ledger {id: 'ledger'})
RETURN coalesce(l.totalLines, 0) AS lines, coalesce(l.totalEvents, 0) AS events, coalesce(l.cycle, 0) AS cycle`;

/**
 * GET /metrics in the text form of Prometheus. What the graph holds is asked of it then and there, so it is that of all processes
 * and survives a restart; without a database the rest is there, and `deepsec_neo4j_up` is 0.
 */
export function metricsRoute(driver: Driver, database: string, metrics: Metrics): Router {
  const graph = new GraphMetrics(metrics.registry);
  const routes = Router();
  routes.get("/metrics", async (_request, response) => {
    await graph.read(driver, database);
    response.setHeader("content-type", metrics.registry.contentType);
    response.end(await metrics.registry.metrics());
  });
  return routes;
}

class GraphMetrics {
  readonly #up: Gauge;
  readonly #roundTrip: Gauge;
  readonly #lagBytes: Gauge;
  readonly #readAt: Gauge;
  readonly #sourceOk: Gauge;
  readonly #hostOk: Gauge;
  readonly #findings: Gauge;
  readonly #queue: Gauge;
  readonly #lines: Counter;
  readonly #events: Counter;
  readonly #cycle: Gauge;

  constructor(registry: Registry) {
    const registers = [registry];
    const gauge = (name: string, help: string, labelNames: string[] = []): Gauge =>
      new Gauge({ name, help, labelNames, registers });
    const source = ["host", "path"];
    this.#up = gauge("deepsec_neo4j_up", "1 when the database answered.");
    this.#roundTrip = gauge("deepsec_neo4j_read_seconds", "Time that reading these numbers took.");
    this.#lagBytes = gauge(
      "deepsec_source_lag_bytes",
      "Bytes seen and not yet read at its last read.",
      source,
    );
    this.#readAt = gauge("deepsec_source_read_timestamp_seconds", "When a source was read last.", source);
    this.#sourceOk = gauge("deepsec_source_up", "1 when the last read of a source went well.", source);
    this.#hostOk = gauge("deepsec_host_up", "1 when the last read of a host went well.", ["host"]);
    this.#findings = gauge("deepsec_findings_open", "Open findings.", ["severity"]);
    this.#queue = gauge("deepsec_notifications", "Messages that wait, or were given up.", [
      "target",
      "phase",
    ]);
    this.#cycle = gauge("deepsec_ledger_cycle", "Number of the last cycle that stored lines.");
    const counter = (name: string, help: string): Counter => new Counter({ name, help, registers });
    this.#lines = counter(
      "deepsec_lines_total",
      "Lines counted since the first cycle; its rate is lines a second.",
    );
    this.#events = counter("deepsec_events_total", "Events counted since the first cycle.");
  }

  async read(driver: Driver, database: string): Promise<void> {
    const labelled = [
      this.#lagBytes,
      this.#readAt,
      this.#sourceOk,
      this.#hostOk,
      this.#findings,
      this.#queue,
    ];
    for (const metric of labelled) metric.reset();
    const from = performance.now();
    try {
      await readTransaction(driver, database, "metrics", async (tx) => {
        const rows = async (text: string): Promise<Row[]> => (await tx.run(text)).records;
        for (const row of await rows(SOURCES)) this.#source(row);
        for (const row of await rows(HOSTS))
          this.#hostOk.set({ host: row.get("host") }, row.get("isOk") ? 1 : 0);
        for (const severity of ["LOW", "MEDIUM", "HIGH"]) this.#findings.set({ severity }, 0);
        for (const row of await rows(FINDINGS))
          this.#findings.set({ severity: row.get("severity") }, row.get("open"));
        for (const row of await rows(QUEUE))
          this.#queue.set({ target: row.get("target"), phase: row.get("phase") }, row.get("messages"));
        const [ledger] = await rows(LEDGER);
        this.#cycle.set(ledger?.get("cycle") ?? 0);
        for (const [counter, name] of [
          [this.#lines, "lines"],
          [this.#events, "events"],
        ] as const) {
          counter.reset();
          counter.inc(ledger?.get(name) ?? 0);
        }
      });
      this.#up.set(1);
    } catch {
      // That it is away is what the number says; the log has why.
      this.#up.set(0);
    }
    this.#roundTrip.set((performance.now() - from) / 1000);
  }

  #source(row: Row): void {
    const labels = { host: row.get("host"), path: row.get("path") };
    this.#lagBytes.set(labels, Math.max(0, row.get("lagBytes")));
    this.#sourceOk.set(labels, row.get("isOk") ? 1 : 0);
    const readMs: unknown = row.get("readMs");
    if (typeof readMs === "number") this.#readAt.set(labels, readMs / 1000);
  }
}
