import { Counter, collectDefaultMetrics, Histogram, Registry } from "prom-client";

/** What one storing took, step by step, in ms. */
export interface CycleSteps {
  readonly readMs: number;
  readonly analyzeMs: number;
  readonly archiveMs: number;
  readonly saveMs: number;
}

/** What this process counts of itself, for Prometheus. What the graph knows is asked of it when somebody looks (serve/metrics.ts). */
export class Metrics {
  readonly registry = new Registry();
  readonly #step = new Histogram({
    name: "deepsec_cycle_step_seconds",
    help: "Time that storing what was read took, by step: read, analyze, archive, save.",
    labelNames: ["step"],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100],
    registers: [this.registry],
  });
  readonly #cycles = new Counter({
    name: "deepsec_cycles_total",
    help: "Cycles that were stored, by how they ended: ok, partial or failed.",
    labelNames: ["phase"],
    registers: [this.registry],
  });
  readonly #requests = new Histogram({
    name: "deepsec_http_request_seconds",
    help: "Time to the whole answer of a request to /graphql, by status. Streams are left out.",
    labelNames: ["status"],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30],
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  cycleStored(phase: string, { readMs, analyzeMs, archiveMs, saveMs }: CycleSteps): void {
    this.#cycles.inc({ phase });
    const steps = { read: readMs, analyze: analyzeMs, archive: archiveMs, save: saveMs };
    // A clock that was set back in between says nothing of time.
    for (const [step, ms] of Object.entries(steps)) this.#step.observe({ step }, Math.max(0, ms) / 1000);
  }

  requestAnswered(status: number, ms: number): void {
    this.#requests.observe({ status }, ms / 1000);
  }
}
