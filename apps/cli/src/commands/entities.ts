import { EntityCollector, entityScores, type EntityScore } from "@deepsec/engine";
import type { CommandContext } from "../command-context.ts";
import { counted, countText } from "../format-numbers.ts";
import { mineInputs } from "../mine-inputs.ts";
import { safeText } from "../safe-text.ts";

/** Cases that are shown to a person; JSON has all of them. */
const SHOWN_MAX = 20;

/** Prints the cases that the events form by what they name, strangest first. */
export async function printEntities(
  paths: readonly string[],
  isJson: boolean,
  context: CommandContext,
): Promise<void> {
  const { output, settings, progress } = context;
  const collector = new EntityCollector();
  const { mined } = await mineInputs(paths, settings, progress, (event, handle) =>
    collector.add(event, handle),
  );
  const indexes = new Map(mined.templates.map(({ id }, index) => [id, index]));
  const texts = mined.templates.map(({ text }) => text);
  const kinds = collector.cases((handle) => indexes.get(mined.templateOf(handle).id) ?? 0);
  const scores = kinds
    .flatMap((cases) => entityScores(cases, texts))
    .toSorted((a, b) => b.score - a.score || compare(a.value, b.value) || compare(a.kind, b.kind));
  noteLeftOut(collector, context);
  if (!isJson) {
    for (const kind of kinds)
      output.text(
        `${safeText(kind.kind)}: ${counted(kind.values.length, "case")}, ${counted(kind.templates.length, "event")}\n`,
      );
    if (kinds.length === 0)
      output.text("no entities: no kind of value is shared by the events of 20 cases or more\n");
  }
  for (const score of isJson ? scores : scores.slice(0, SHOWN_MAX)) {
    if (isJson) output.json(score);
    else output.text(drawn(score));
    if (output.isFull) await output.flush();
  }
  if (!isJson && scores.length > SHOWN_MAX)
    output.text(`and ${countText(scores.length - SHOWN_MAX)} more: --jsonl prints all\n`);
  await output.flush();
}

function drawn({ score, value, kind, events, reason }: EntityScore): string {
  return `${score.toFixed(2)}  ${safeText(value)}  (${safeText(kind)}, ${counted(events, "event")})\n      ${safeText(reason)}\n`;
}

function noteLeftOut({ leftOut, longMessages }: EntityCollector, { progress }: CommandContext): void {
  if (leftOut > 0)
    progress.note(
      `the log names more values than are kept at a time: ${countText(leftOut)} of their mentions were left out`,
    );
  if (longMessages > 0)
    progress.note(
      `${counted(longMessages, "message")} of more than 4,096 characters: values further on were not looked for`,
    );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
