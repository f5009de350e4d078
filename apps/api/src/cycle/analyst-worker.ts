import { parentPort, workerData } from "node:worker_threads";
import { ApiError } from "../api-error.ts";
import { tableBuffers } from "../archive/line-table.ts";
import { readAddedDetection } from "./added-detection.ts";
import { Analyzer } from "./analyze.ts";
import type { AnalystAnswer, AnalystRequest, AnalystSettings } from "./analyst.ts";
import { keyedHash } from "./redaction.ts";
import { takeReads } from "./take-reads.ts";

const settings = workerData as AnalystSettings;
/** Read here again: what was made of them cannot be handed from thread to thread. */
const { rules, locate } = readAddedDetection(settings);
const hash = keyedHash(settings.redactionKey);
let analyzer = new Analyzer(
  { miner: { variants: [] }, templateIds: new Set(), habits: [], before: { hours: [], hostLines: [] } },
  rules,
  locate,
);

parentPort?.on("message", (request: AnalystRequest) => {
  const answered = answer(request);
  const buffers = "lines" in answered && answered.lines !== null ? tableBuffers(answered.lines) : [];
  parentPort?.postMessage(answered, buffers);
});

function answer({ reads, options, memory }: AnalystRequest): AnalystAnswer {
  try {
    // What this thread remembers is not what the graph holds, and may have been seen already.
    if (memory !== null) analyzer = new Analyzer(memory, rules, locate);
    return takeReads(analyzer, reads, options, hash);
  } catch (error) {
    const code = error instanceof ApiError ? error.code : null;
    return {
      failure: { code, message: error instanceof Error ? `${error.message}\n${error.stack}` : String(error) },
    };
  }
}
