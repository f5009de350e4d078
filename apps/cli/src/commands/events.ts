import { EvidenceCollector, TemplateMiner } from "@deepsec/engine";
import type { CommandContext } from "../command-context.ts";
import { eventJson } from "../event-json.ts";
import { HandleList } from "../handle-list.ts";
import { openInput, type OpenInput } from "../open-input.ts";
import { readEvents } from "../read-events.ts";
import { rulesFound } from "../rules/rules-found.ts";
import { suspiciousTemplateIds } from "../suspicious-templates.ts";

/**
 * Prints an object an event, in file order, with the template it has once everything is read. So each source is read twice:
 * once to learn the templates, keeping four bytes an event, once to print.
 */
export async function printEvents(paths: readonly string[], context: CommandContext): Promise<void> {
  const { output, progress, settings } = context;
  const miner = new TemplateMiner();
  const evidence = new EvidenceCollector(context.added?.sigma);
  const handles = new HandleList();
  const inputs: OpenInput[] = [];
  try {
    for (const path of paths) {
      const input = await openInput(path);
      inputs.push(input);
      for await (const batch of readEvents(input, settings)) {
        for (const event of batch.events) {
          handles.push(miner.add(event));
          evidence.add(event, { source: path, firstLine: event.firstLine, lastLine: event.lastLine });
        }
        progress.read(path, batch.lines, batch.bytes);
      }
    }
    progress.clear();
    const mined = miner.mine();
    const suspicious = suspiciousTemplateIds(mined.templates);
    let index = 0;
    for (const input of inputs) {
      for await (const batch of readEvents(input, settings)) {
        for (const event of batch.events) {
          const template = mined.templateOf(handles.at(index));
          const isSuspicious = evidence.isEvidence(index++) || suspicious.has(template.id);
          output.json(
            eventJson(
              input.path,
              event,
              template,
              isSuspicious,
              rulesFound(event, isSuspicious, context.added),
            ),
          );
          if (output.isFull) await output.flush();
        }
      }
    }
    await output.flush();
  } finally {
    await Promise.all(inputs.map((input) => input.close()));
  }
}
