import { analyze } from "../analysis.ts";
import type { CommandContext } from "../command-context.ts";
import { EventFindings } from "../event-findings.ts";
import { EventPlaces } from "../event-places.ts";
import { mineInputs } from "../mine-inputs.ts";
import { outlierJson } from "../outlier-json.ts";
import { findingJson, findingText } from "../finding-output.ts";
import { placeText } from "../outlier-place.ts";
import { safeText } from "../safe-text.ts";

/** Prints attacks, changes and values out of the usual, HIGH first, then the templates that stand out, strangest first, each with all lines of its events. */
export async function printOutliers(
  paths: readonly string[],
  isJson: boolean,
  context: CommandContext,
): Promise<void> {
  const { output, settings, progress } = context;
  const places = new EventPlaces(Number.POSITIVE_INFINITY);
  const seen = new EventFindings(settings.now, context.added?.sigma, context.added?.locate);
  const { mined } = await mineInputs(paths, settings, progress, (event, handle, path) => {
    places.add(handle, path, event);
    seen.add(event, handle, path);
  });
  const { findings, outliers } = analyze(mined, places, seen, null);
  for (const finding of findings) {
    if (isJson) output.json(findingJson(finding, context.added?.facts.get(finding.rule)));
    else output.text(findingText(finding, paths.length > 1, context.added?.facts.get(finding.rule)));
    if (output.isFull) await output.flush();
  }
  for (const outlier of outliers) {
    if (isJson) output.json(outlierJson(outlier));
    else
      output.text(
        `${outlier.severity.padEnd(6)}  ${outlier.score.toFixed(2)}  ${safeText(outlier.example)}\n${" ".repeat(14)}${safeText(placeText(outlier, paths.length > 1))}\n${" ".repeat(14)}${safeText(outlier.reason)}\n`,
      );
    if (output.isFull) await output.flush();
  }
  if (outliers.length === 0 && findings.length === 0 && !isJson) output.text("no outliers\n");
  await output.flush();
}
