import { clusterTemplates, type Counts, TemplateMiner } from "@deepsec/engine";
import type { CommandContext } from "../command-context.ts";
import { CHANGES, drawDiff } from "../diff/draw-diff.ts";
import { changedBranches, type Branch } from "../diff/roll-up.ts";
import { EventPlaces, type Place } from "../event-places.ts";
import { openInput } from "../open-input.ts";
import { paintFor } from "../paint.ts";
import { readEvents } from "../read-events.ts";

interface Side {
  /** Events by handle. */
  readonly counts: number[];
  events: number;
}

async function readSide(
  paths: readonly string[],
  miner: TemplateMiner,
  places: EventPlaces | null,
  { settings, progress }: CommandContext,
): Promise<Side> {
  const side: Side = { counts: [], events: 0 };
  for (const path of paths) {
    const input = await openInput(path);
    try {
      for await (const batch of readEvents(input, settings)) {
        for (const event of batch.events) {
          const handle = miner.add(event);
          side.counts[handle] = (side.counts[handle] ?? 0) + event.weight;
          side.events += event.weight;
          places?.add(handle, path, event);
        }
        progress.read(path, batch.lines, batch.bytes);
      }
    } finally {
      await input.close();
    }
  }
  return side;
}

function branchJson({ id, label, templates, events, kin }: Branch, place: Place | undefined): object {
  return {
    id,
    label,
    events,
    kin,
    place: place ?? null,
    templates: templates.map((template) => ({
      id: template.id,
      text: template.text,
      level: template.level,
      example: template.examples[0] ?? null,
    })),
  };
}

/**
 * Prints what is new, grown, shrunk and gone in the target, rolled up on the tree of both.
 *
 * @returns true when something is new
 */
export async function printDiff(
  baseline: readonly string[],
  target: readonly string[],
  isJson: boolean,
  context: CommandContext,
): Promise<boolean> {
  const { output, progress, columns, isColoured } = context;
  // One miner for both: a template is the same one on either side.
  const miner = new TemplateMiner();
  const places = new EventPlaces(1);
  const before = await readSide(baseline, miner, null, context);
  const after = await readSide(target, miner, places, context);
  progress.clear();
  const mined = miner.mine();
  const counts = new Map<string, Counts>();
  const handles = Math.max(before.counts.length, after.counts.length);
  for (let handle = 0; handle < handles; handle++) {
    const { id } = mined.templateOf(handle);
    const known = counts.get(id);
    counts.set(id, {
      baseline: (known?.baseline ?? 0) + (before.counts[handle] ?? 0),
      target: (known?.target ?? 0) + (after.counts[handle] ?? 0),
    });
  }
  const placed = places.groupedBy((handle) => mined.templateOf(handle).id);
  const placeOf = (branch: Branch): Place | undefined =>
    branch.templates
      .map((template) => placed.get(template.id)?.places[0])
      .find((place) => place !== undefined);
  const branches = changedBranches(
    clusterTemplates(mined.templates),
    mined.templates,
    (id) => counts.get(id) ?? { baseline: 0, target: 0 },
    { baseline: before.events, target: after.events },
  );
  if (isJson) {
    const changes = CHANGES.map(([change]) => [
      change,
      branches
        .filter((branch) => branch.change === change)
        .map((branch) => branchJson(branch, placeOf(branch))),
    ]);
    output.json({
      events: { baseline: before.events, target: after.events },
      ...Object.fromEntries(changes),
    });
  } else output.text(drawDiff(branches, placeOf, columns, paintFor(isColoured)));
  await output.flush();
  return branches.some((branch) => branch.change === "new");
}
