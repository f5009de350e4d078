import { EvidenceCollector, HabitMemory, type Locate, Unusual } from "@deepsec/engine";
import { eventsOf } from "./rule-lines.ts";

const locate: Locate = (address) => {
  if (address.startsWith("203.0.113.")) return { country: "DE", position: [52.5, 13.4] };
  return address.startsWith("198.51.100.") ? { country: "JP", position: [35.7, 139.7] } : null;
};

/** The rules and chains that find something in the lines of one source. */
export function rulesFound(lines: readonly string[]): Set<string> {
  const evidence = new EvidenceCollector();
  const unusual = new Unusual(new HabitMemory(), undefined, locate);
  const events = eventsOf(lines);
  for (const event of events) {
    const { firstLine, lastLine, fields, timestamp } = event;
    const place = { source: "log", firstLine, lastLine };
    const rules = evidence.add(event, place);
    const timeMs = Date.parse(timestamp ?? "");
    unusual.see({ event, templateId: "t", host: fields["host"] ?? "web1", place, timeMs }, rules);
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
