import { CollectError, type JournalOptions, journalPath, localTransport } from "@deepsec/collector";
import { EvidenceCollector, TemplateMiner, type LogEvent } from "@deepsec/engine";
import { CliError } from "../cli-error.ts";
import { holdState, loadState, saveState, type SourceState } from "../collect/collect-state.ts";
import { findSources } from "../collect/find-sources.ts";
import { readSourceEvents } from "../collect/read-source-events.ts";
import type { CommandContext } from "../command-context.ts";
import { eventJson } from "../event-json.ts";
import { hashOfState } from "../redaction-hash.ts";
import { rulesFound } from "../rules/rules-found.ts";
import { suspiciousTemplateIds } from "../suspicious-templates.ts";

/** How much is read before its events are printed and the state is saved: what bounds the memory. */
const ROUND_BYTES = 16 << 20;

interface PendingEvent {
  readonly source: string;
  readonly event: LogEvent;
  readonly handle: number;
}

/**
 * Prints the events that were not given before, and remembers in `directory` how far it came. A killed call may give its last
 * events again in the next one, since nobody can tell whether they were seen; none is ever left out.
 *
 * @returns false when a source could not be read; the others were
 * @throws CliError `STATE_*`, `INPUT_*`
 */
export async function collect(
  directory: string,
  paths: readonly string[],
  journal: JournalOptions | null,
  context: CommandContext,
): Promise<boolean> {
  if (paths.length === 0 && journal === null)
    throw new CliError(
      "USAGE",
      "collect was given nothing to read",
      "name log files or directories, or --journald",
    );
  const { output, progress } = context;
  const release = await holdState(directory);
  const transport = localTransport();
  try {
    const isRedacted = Boolean(context.settings.redaction);
    const redaction = isRedacted ? await hashOfState(directory) : null;
    const settings = { ...context.settings, redaction };
    const known = await loadState(directory);
    const miner = new TemplateMiner(known.miner ?? undefined);
    const states = new Map<string, SourceState>(known.sources);
    let isComplete = true;
    const waiting = await findSources(transport, paths, [...states.keys()]);
    if (journal !== null) waiting.push(journalPath);
    while (waiting.length > 0) {
      const pending: PendingEvent[] = [];
      for (let bytes = 0; bytes < ROUND_BYTES && waiting.length > 0;) {
        const [path = ""] = waiting;
        try {
          const read = await readSourceEvents(transport, path, states.get(path) ?? null, {
            ...settings,
            journal,
          });
          if (read.gap !== null)
            progress.note(
              `${path}: lines after byte ${read.gap.offsetBytes} were rotated away or rewritten before they were read`,
            );
          states.set(path, read.state);
          for (const event of read.events) pending.push({ source: path, event, handle: miner.add(event) });
          bytes += read.bytes;
          progress.read(path, read.lines, read.bytes);
          if (!read.hasMore) waiting.shift();
        } catch (error) {
          if (!(error instanceof CollectError)) throw error;
          isComplete = false;
          progress.note(`${error.message}\n         ${error.fix}`);
          waiting.shift();
        }
      }
      progress.clear();
      if (pending.length > 0) {
        const mined = miner.mine();
        const suspicious = suspiciousTemplateIds(mined.templates);
        const evidence = new EvidenceCollector(context.added?.sigma);
        for (const { source, event } of pending)
          evidence.add(event, { source, firstLine: event.firstLine, lastLine: event.lastLine });
        for (const [index, { source, event, handle }] of pending.entries()) {
          const template = mined.templateOf(handle);
          const isSuspicious = evidence.isEvidence(index) || suspicious.has(template.id);
          output.json(
            eventJson(source, event, template, isSuspicious, rulesFound(event, isSuspicious, context.added)),
          );
          if (output.isFull) await output.flush();
        }
        await output.flush();
      }
      await saveState(directory, { sources: states, miner: miner.state() });
    }
    return isComplete;
  } finally {
    await transport.close();
    await release();
  }
}
