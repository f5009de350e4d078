import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { HabitMemory, parseEvents, decodeLines, TemplateMiner, Unusual, ValueCounts } from "@deepsec/engine";

const START_MS = Date.parse("2026-03-02T00:00:00Z");
const BLOCK = 20_000;

/** What is kept, and how much memory it takes, of one kind of line whose slots never have the same value twice. */
export function measureSlots(count: number): void {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const heap = (): number => {
    gc();
    return process.memoryUsage().heapUsed / 1e6;
  };
  const settings = { now: "2026-04-01T00:00:00Z", timeZone: "UTC", isFinal: true };
  const [values, miner, habits] = [new ValueCounts(), new TemplateMiner(), new HabitMemory()];
  const unusual = new Unusual(habits);
  const before = heap();
  const startedMs = performance.now();
  for (let from = 0; from < count; from += BLOCK) {
    const lines = Array.from({ length: Math.min(BLOCK, count - from) }, (_, i) => line(from + i));
    const { events } = parseEvents(decodeLines(new TextEncoder().encode(`${lines.join("\n")}\n`)), settings);
    for (const [i, event] of events.entries()) {
      miner.add(event);
      const timeMs = Date.parse(event.timestamp ?? "");
      const [n, place] = [from + i, { source: "door", firstLine: 1, lastLine: 1 }];
      unusual.see({ event, templateId: "t", host: "gate1", place, timeMs }, []);
      const named = [
        { slot: 0, kind: "ip", text: addressOf(n) },
        { slot: 1, kind: "user", text: `u${n}` },
        { slot: 2, kind: "path", text: `/srv/${n}` },
      ] as const;
      values.add("t", named, "gate1", timeMs, event.weight);
    }
  }
  const seconds = (performance.now() - startedMs) / 1_000;
  const kept = Map.groupBy(values.counts(), ({ slot }) => slot);
  const state = habits.changes().reduce((sum, row) => sum + (row.state?.length ?? 0), 0);
  const templates = miner.mine().templates.length;
  console.log(
    `${count} lines of one kind, each with an address, a user and a path of its own: ${seconds.toFixed(1)} s\n` +
      `  values kept: ${[...kept.values()].map((own) => own.length).join(", ")} of the three slots; kinds of line: ${templates}\n` +
      `  habits: ${(state / 1e3).toFixed(1)} kB; heap: ${before.toFixed(1)} MB before, ${heap().toFixed(1)} MB with all of it`,
  );
}

function line(n: number): string {
  const time = new Date(START_MS + n * 100).toISOString();
  return `${time} gate1 door[7]: opened for user u${n} from ${addressOf(n)}, ticket /srv/${n}`;
}

const addressOf = (n: number): string => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;
