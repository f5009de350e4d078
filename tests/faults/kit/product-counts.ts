import { askData } from "../../support/api-client.ts";

/** What the product says it counted, of one source. */
interface SourceCounts {
  readonly path: string;
  readonly phase: string;
  readonly offsetBytes: number;
  readonly lines: number;
  /** Lines by hour (ISO 8601 in UTC), over all templates. */
  readonly byHour: ReadonlyMap<string, number>;
}

/** What the product says it counted, as GraphQL has it. */
export interface ProductCounts {
  /** By host name and path, as in web1:/var/log/auth.log. */
  readonly sources: ReadonlyMap<string, SourceCounts>;
  /** The same sum of lines, from the five places that hold it. */
  readonly sums: {
    readonly cut: number;
    readonly clusters: number;
    readonly sources: number;
    readonly templates: number;
    readonly hours: number;
  };
}

const QUESTION = `{
  cut { totalLines clusters { size } }
  sources(limit: 5000) { id path phase offsetBytes lineCount }
}`;

// So many that a page is within the limits of a request.
const TEMPLATES_A_PAGE = 100;
const templatesFrom = (offset: number): string => `{
  logTemplates(limit: ${TEMPLATES_A_PAGE}, offset: ${offset}, sort: [{ id: ASC }]) {
    lineCount occurredConnection(first: 2000) { edges { properties { hour lineCount } node { id } } }
  }
}`;

interface Answer {
  readonly cut: { readonly totalLines: string; readonly clusters: readonly { readonly size: string }[] };
  readonly sources: readonly {
    readonly id: string;
    readonly path: string;
    readonly phase: string;
    readonly offsetBytes: string;
    readonly lineCount: string;
  }[];
}

interface Template {
  readonly lineCount: string;
  readonly occurredConnection: {
    readonly edges: readonly {
      readonly properties: { readonly hour: string; readonly lineCount: string };
      readonly node: { readonly id: string };
    }[];
  };
}

async function allTemplates(url: string): Promise<Template[]> {
  const templates: Template[] = [];
  for (;;) {
    const page = await askData<{ logTemplates: Template[] }>(url, templatesFrom(templates.length));
    templates.push(...page.logTemplates);
    if (page.logTemplates.length < TEMPLATES_A_PAGE) return templates;
  }
}

export async function productCounts(url: string): Promise<ProductCounts> {
  const { cut, sources } = await askData<Answer>(url, QUESTION);
  const logTemplates = await allTemplates(url);
  const hours = new Map<string, Map<string, number>>();
  for (const { properties, node } of logTemplates.flatMap((template) => template.occurredConnection.edges)) {
    const ofSource = hours.get(node.id) ?? new Map<string, number>();
    hours.set(node.id, ofSource);
    const hour = new Date(properties.hour).toISOString();
    ofSource.set(hour, (ofSource.get(hour) ?? 0) + Number(properties.lineCount));
  }
  return {
    sources: new Map(
      sources.map(({ id, path, phase, offsetBytes, lineCount }) => [
        id,
        {
          path,
          phase,
          offsetBytes: Number(offsetBytes),
          lines: Number(lineCount),
          byHour: hours.get(id) ?? new Map<string, number>(),
        },
      ]),
    ),
    sums: {
      cut: Number(cut.totalLines),
      clusters: sum(cut.clusters.map(({ size }) => Number(size))),
      sources: sum(sources.map(({ lineCount }) => Number(lineCount))),
      templates: sum(logTemplates.map(({ lineCount }) => Number(lineCount))),
      hours: sum([...hours.values()].flatMap((ofSource) => [...ofSource.values()])),
    },
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
