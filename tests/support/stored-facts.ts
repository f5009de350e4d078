import { askData } from "./api-client.ts";

/** What the API says about hosts, sources and counts: the same fields as the page asks for. */
export interface StoredFacts {
  /** Sum of the sizes of the clusters of a cut. */
  readonly linesInClusters: number;
  readonly totalLines: number;
  /** Sum over all sources. */
  readonly linesInSources: number;
  readonly hosts: readonly StoredHost[];
}

interface Trouble {
  readonly phase: string;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly errorFix: string | null;
}

interface StoredHost extends Trouble {
  readonly name: string;
  readonly sources: readonly (Trouble & { readonly path: string; readonly lineCount: string })[];
}

const QUESTION = `{
  cut { totalLines clusters { size } }
  hosts {
    name phase errorCode errorMessage errorFix
    sources { path phase lineCount errorCode errorMessage errorFix }
  }
}`;

interface Answer {
  readonly cut: { readonly totalLines: string; readonly clusters: readonly { readonly size: string }[] };
  readonly hosts: readonly StoredHost[];
}

function sum(values: readonly (string | number)[]): number {
  return values.reduce<number>((total, value) => total + Number(value), 0);
}

/** @param url - of the API, without a path */
export async function storedFacts(url: string): Promise<StoredFacts> {
  const { cut, hosts } = await askData<Answer>(url, QUESTION);
  return {
    linesInClusters: sum(cut.clusters.map((cluster) => cluster.size)),
    totalLines: Number(cut.totalLines),
    linesInSources: sum(hosts.flatMap((host) => host.sources.map((source) => source.lineCount))),
    hosts,
  };
}
