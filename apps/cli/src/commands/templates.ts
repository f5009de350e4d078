import type { LogTemplate } from "@deepsec/engine";
import type { CommandContext } from "../command-context.ts";
import { countText } from "../format-numbers.ts";
import { mineInputs } from "../mine-inputs.ts";
import { safeText } from "../safe-text.ts";

/** Most frequent first; equal counts by id, so that the order is always the same. */
function byCount(a: LogTemplate, b: LogTemplate): number {
  return b.count - a.count || (a.id < b.id ? -1 : 1);
}

/** Prints the templates of all paths: as one JSON array, as a JSON object a line, or as a table. */
export async function printTemplates(
  paths: readonly string[],
  form: "json" | "jsonl" | "text",
  context: CommandContext,
): Promise<void> {
  const { output } = context;
  const { mined } = await mineInputs(paths, context.settings, context.progress);
  const templates = mined.templates.toSorted(byCount);
  if (form === "json") output.json(templates);
  else if (form === "jsonl") for (const template of templates) output.json(template);
  else {
    const width = Math.max(6, ...templates.map((template) => countText(template.count).length));
    output.text(`${"events".padStart(width)}  level  template\n`);
    for (const template of templates)
      output.text(
        `${countText(template.count).padStart(width)}  ${(template.level ?? "-").padEnd(5)}  ${safeText(template.text)}\n`,
      );
  }
  await output.flush();
}
