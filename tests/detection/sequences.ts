import { EvidenceCollector, HabitMemory, Unusual } from "@deepsec/engine";
import { eventsOf } from "./rule-lines.ts";

/** The rules and chains that find something in the lines of one source. */
export function rulesFound(lines: readonly string[]): Set<string> {
  const evidence = new EvidenceCollector();
  const unusual = new Unusual(new HabitMemory());
  const events = eventsOf(lines);
  for (const event of events) {
    const { firstLine, lastLine, fields, timestamp } = event;
    const place = { source: "log", firstLine, lastLine };
    const rules = evidence.add(event, place);
    const timeMs = Date.parse(timestamp ?? "");
    unusual.see({ event, templateId: "t", values: [], host: fields["host"] ?? "web1", place, timeMs }, rules);
  }
  const batch = {
    counts: [],
    lineage: [],
    baselines: [],
    observedMs: Date.parse(events.at(-1)?.timestamp ?? ""),
  };
  const { findings } = unusual.close({ ...batch, hostOf: () => "web1", templateOf: () => undefined });
  return new Set([...evidence.findings(), ...findings].map(({ rule }) => rule));
}
