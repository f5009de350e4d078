import { parentPort } from "node:worker_threads";
import { ApiError } from "../api-error.ts";
import { Analyzer } from "./analyze.ts";
import type { AnalystAnswer, AnalystRequest } from "./analyst.ts";

let analyzer = new Analyzer({
  miner: { variants: [] },
  habits: [],
  before: { hours: [], hostLines: [] },
});

parentPort?.on("message", (request: AnalystRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin, a window has
  parentPort?.postMessage(answer(request));
});

function answer({ sources, memory, templateIds, observedAt }: AnalystRequest): AnalystAnswer {
  try {
    // What this thread remembers is not what the graph holds, and may have been seen already.
    if (memory !== null) analyzer = new Analyzer(memory);
    return analyzer.analyze(sources, { templateIds, observedAt });
  } catch (error) {
    const code = error instanceof ApiError ? error.code : null;
    return {
      failure: { code, message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) },
    };
  }
}
