import { parentPort, workerData } from "node:worker_threads";
import { SigmaRules } from "@deepsec/engine";
import { readRules } from "@deepsec/rules";
import { ApiError } from "../api-error.ts";
import { Analyzer } from "./analyze.ts";
import type { AnalystAnswer, AnalystRequest, AnalystSettings } from "./analyst.ts";

/** Read here again: what was made of them cannot be handed from thread to thread. */
const added = new SigmaRules(
  readRules((workerData as AnalystSettings).rulePaths).rules.map(({ rule }) => rule),
);
let analyzer = new Analyzer(
  { miner: { variants: [] }, templateIds: new Set(), habits: [], before: { hours: [], hostLines: [] } },
  added,
);

parentPort?.on("message", (request: AnalystRequest) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin, a window has
  parentPort?.postMessage(answer(request));
});

function answer({ sources, memory, observedAt }: AnalystRequest): AnalystAnswer {
  try {
    // What this thread remembers is not what the graph holds, and may have been seen already.
    if (memory !== null) analyzer = new Analyzer(memory, added);
    return analyzer.analyze(sources, observedAt);
  } catch (error) {
    const code = error instanceof ApiError ? error.code : null;
    return {
      failure: { code, message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) },
    };
  }
}
