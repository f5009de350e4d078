import type { Dendrogram } from "../dendrogram.ts";
import type { Lineage, LogTemplate } from "../log-template.ts";
import { type OutlierScore, outlierScores } from "../outlier-scores.ts";

/** Lines of one template on one host. */
export interface HostLines {
  readonly templateId: string;
  readonly host: string;
  readonly lineCount: number;
  /** Of its first event anywhere, in ms since 1970. */
  readonly firstMs: number;
}

/** An outlier, and the hosts on which it is one, sorted. */
export interface HostOutlier extends OutlierScore {
  readonly hosts: readonly string[];
}

/**
 * Sets the templates of each host against one another: what is usual in the fleet can be strange on one host. A template that stands
 * apart on several hosts is one outlier, with the numbers of the host where it does so most.
 */
export class HostOutliers {
  /** Lines by template, by host. */
  readonly #hosts = new Map<string, Map<string, number>>();
  readonly #firstMs = new Map<string, number>();

  constructor(known: Iterable<HostLines> = []) {
    for (const lines of known) this.add(lines);
  }

  /** @returns True when the host had no line of this template before. */
  add({ templateId, host, lineCount, firstMs }: HostLines): boolean {
    let lines = this.#hosts.get(host);
    if (lines === undefined) this.#hosts.set(host, (lines = new Map<string, number>()));
    const before = lines.get(templateId);
    lines.set(templateId, (before ?? 0) + lineCount);
    this.#firstMs.set(templateId, Math.min(this.#firstMs.get(templateId) ?? firstMs, firstMs));
    return before === undefined;
  }

  move(lineage: readonly Lineage[]): void {
    for (const { fromId, toId } of lineage) {
      const firstMs = this.#firstMs.get(fromId);
      if (firstMs === undefined) continue;
      this.#firstMs.delete(fromId);
      for (const [host, lines] of this.#hosts) {
        const lineCount = lines.get(fromId);
        if (lineCount === undefined) continue;
        lines.delete(fromId);
        this.add({ templateId: toId, host, lineCount, firstMs });
      }
    }
  }

  /** The strangest first; equal ones by template id. */
  scores(dendrogram: Dendrogram, templates: readonly LogTemplate[]): HostOutlier[] {
    const all = [...this.#hosts].flatMap(([host, lines]) =>
      outlierScores(dendrogram, templates, lines).map((score) => ({ ...score, host })),
    );
    return [...Map.groupBy(all, ({ templateId }) => templateId).values()]
      .flatMap((scores) => {
        const [most] = scores.toSorted((a, b) => b.score - a.score || (a.host < b.host ? -1 : 1));
        if (most === undefined) return [];
        const { host: _host, ...score } = most;
        const hosts = scores.map(({ host }) => host).toSorted();
        return { ...score, hosts, reason: `${score.reason}; ${this.#where(score.templateId, hosts.length)}` };
      })
      .toSorted((a, b) => b.score - a.score || (a.templateId < b.templateId ? -1 : 1));
  }

  #where(templateId: string, hostCount: number): string {
    const first = new Date(this.#firstMs.get(templateId) ?? 0).toISOString().slice(0, 16).replace("T", " ");
    return `${hostCount} ${hostCount === 1 ? "host" : "hosts"}, first ${first} UTC`;
  }
}
