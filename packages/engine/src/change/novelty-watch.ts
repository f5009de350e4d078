import type { Lineage } from "../log-template.ts";
import type { WatchRule } from "../watch/watch-finding.ts";
import type { WatchFindings } from "../watch/watch-findings.ts";
import type { ChangeContext } from "./rate-watch.ts";

const NEWS_MS = 24 * 3_600_000;
const TEXT_LENGTH_MAX = 100;

export const NEW_TEMPLATE: WatchRule = {
  id: "new-template",
  kind: "new template",
  title: "a kind of line that no host wrote before",
  description: "After the host's first day; MEDIUM when the line says error.",
  severity: "MEDIUM",
  techniques: [],
  unit: "kinds of line",
};
export const NEW_ON_HOST: WatchRule = {
  id: "new-on-host",
  kind: "new on host",
  title: "a kind of line that this host never wrote, though others do",
  description: "After the host's first day; MEDIUM when the line says error.",
  severity: "MEDIUM",
  techniques: [],
  unit: "kinds of line",
};

/** That a template was seen in a source. Times in ms since 1970. */
export interface TemplateSeen {
  readonly templateId: string;
  readonly sourceId: string;
  readonly firstMs: number;
  readonly count: number;
}

/** Tells of kinds of line that are new, everywhere or on a host that others are not new on, once a host is no longer learned from. */
export class NoveltyWatch {
  readonly #findings: WatchFindings;
  /** Hosts by template. */
  readonly #hosts = new Map<string, Set<string>>();

  /** @param known - Templates by the hosts they were seen on before. */
  constructor(
    findings: WatchFindings,
    known: Iterable<{ readonly templateId: string; readonly host: string }> = [],
  ) {
    this.#findings = findings;
    for (const { templateId, host } of known) this.#of(templateId).add(host);
  }

  move(lineage: readonly Lineage[]): void {
    for (const { fromId, toId } of lineage) {
      for (const host of this.#hosts.get(fromId) ?? []) this.#of(toId).add(host);
      this.#hosts.delete(fromId);
    }
  }

  /**
   * Takes in what a batch has seen.
   *
   * @param baselines - Until when each host is learned from, and the time of its latest event.
   */
  see(
    seen: readonly TemplateSeen[],
    baselines: ReadonlyMap<string, { readonly untilMs: number; readonly lastMs: number }>,
    { hostOf, templateOf }: ChangeContext,
  ): void {
    const known = new Map(
      [...new Set(seen.map(({ templateId }) => templateId))].map((id) => [
        id,
        this.#hosts.get(id)?.size ?? 0,
      ]),
    );
    for (const { templateId, sourceId, firstMs, count } of seen.toSorted((a, b) => a.firstMs - b.firstMs)) {
      const host = hostOf(sourceId);
      const hosts = this.#of(templateId);
      if (hosts.has(host)) continue;
      hosts.add(host);
      const baseline = baselines.get(host);
      const template = templateOf(templateId);
      if (baseline === undefined || template === undefined) continue;
      if (firstMs < baseline.untilMs || firstMs < baseline.lastMs - NEWS_MS) continue;
      const others = known.get(templateId) ?? 0;
      const isError = template.level === "error" || template.level === "fatal";
      const events = `${count} ${count === 1 ? "event" : "events"}`;
      const where =
        others === 0 ? "on no host before" : `so far on ${others} other ${others === 1 ? "host" : "hosts"}`;
      this.#findings.add({
        rule: others === 0 ? NEW_TEMPLATE : NEW_ON_HOST,
        subject: host,
        severity: isError ? "MEDIUM" : "LOW",
        reason: `on ${host}: ${template.text.slice(0, TEXT_LENGTH_MAX)}; ${events}, first at ${timeText(firstMs)}, ${where}`,
        timeMs: firstMs,
        host,
        templateIds: [templateId],
        sources: [sourceId],
      });
    }
  }

  #of(templateId: string): Set<string> {
    let hosts = this.#hosts.get(templateId);
    if (hosts === undefined) this.#hosts.set(templateId, (hosts = new Set<string>()));
    return hosts;
  }
}

const timeText = (timeMs: number): string =>
  `${new Date(timeMs).toISOString().slice(0, 16).replace("T", " ")} UTC`;
