import { TemplateMiner, type LogEvent, type MinedTemplates } from "@deepsec/engine";
import { openInput } from "./open-input.ts";
import type { ReadSettings } from "./parse-settings.ts";
import type { Progress } from "./progress.ts";
import { readEvents } from "./read-events.ts";

export interface MinedInputs {
  readonly mined: MinedTemplates;
  readonly lines: number;
  readonly bytes: number;
}

/** Reads all paths, each once, and mines one set of templates. `onEvent` sees each event in order, and keeps what it wants. */
export async function mineInputs(
  paths: readonly string[],
  settings: ReadSettings,
  progress: Progress,
  onEvent?: (event: LogEvent, handle: number, path: string) => void,
): Promise<MinedInputs> {
  const miner = new TemplateMiner();
  let lines = 0;
  let bytes = 0;
  for (const path of paths) {
    const input = await openInput(path);
    try {
      for await (const batch of readEvents(input, settings)) {
        for (const event of batch.events) {
          const handle = miner.add(event);
          onEvent?.(event, handle, path);
        }
        lines += batch.lines;
        bytes += batch.bytes;
        progress.read(path, batch.lines, batch.bytes);
      }
    } finally {
      await input.close();
    }
  }
  progress.clear();
  return { mined: miner.mine(), lines, bytes };
}
