import { analyze } from "../analysis.ts";
import type { CommandContext } from "../command-context.ts";
import { drawAnalysis } from "../draw-analysis.ts";
import { EventFindings } from "../event-findings.ts";
import { EventPlaces } from "../event-places.ts";
import { findingJson } from "../finding-output.ts";
import { mineInputs } from "../mine-inputs.ts";
import { outlierJson } from "../outlier-json.ts";
import { paintFor } from "../paint.ts";
import { SummaryBuilder } from "../summary.ts";
import { clusterJson } from "../tree-formats.ts";

const PLACES_KEPT = 5;

/** Prints the overview of all paths together: what they hold, what needs a look, the clusters, the tree. */
export async function printAnalysis(
  paths: readonly string[],
  isJson: boolean,
  count: number | null,
  context: CommandContext,
): Promise<void> {
  const { output, settings, progress, columns } = context;
  const summaryBuilder = new SummaryBuilder();
  const places = new EventPlaces(PLACES_KEPT);
  const seen = new EventFindings(settings.now, context.added?.sigma, context.added?.locate);
  const { mined, lines, bytes } = await mineInputs(paths, settings, progress, (event, handle, path) => {
    summaryBuilder.add(event);
    places.add(handle, path, event);
    seen.add(event, handle, path);
  });
  const summary = summaryBuilder.build();
  const analysis = analyze(mined, places, seen, count);
  if (isJson)
    output.json({
      sources: paths,
      lines,
      bytes,
      ...summary,
      templates: mined.templates.length,
      cutHeight: analysis.cutHeight,
      clusters: analysis.clusters.map(clusterJson),
      findings: analysis.findings.map((finding) =>
        findingJson(finding, context.added?.facts.get(finding.rule)),
      ),
      outliers: analysis.outliers.map(outlierJson),
    });
  else
    output.text(
      drawAnalysis(
        { sources: paths, lines, bytes },
        summary,
        analysis,
        settings.timeZone,
        columns,
        paintFor(context.isColoured),
        context.added?.facts,
      ),
    );
  await output.flush();
}
