import type { Client } from "urql";
import { ask } from "../../data/ask.ts";
import { LINES } from "../../data/line-documents.ts";
import type { Table } from "../../export/csv.ts";
import type { ScopeArguments } from "../../scope/scope.ts";
import type { LineAnswer, LineOrder, LinesOf } from "./use-lines.ts";

/** More is for `deepsec` or the archive's own files. */
export const EXPORTED_MAX = 100_000;
const PAGE = 1_000;

/** The lines behind a count as a table, the first hundred thousand of them, fetched page by page. */
export async function linesTable(
  client: Client,
  of: LinesOf,
  scope: ScopeArguments,
  order: LineOrder,
): Promise<Table> {
  const lines: LineAnswer[] = [];
  let after: string | null = null;
  do {
    const {
      lines: page,
    }: { lines: { lines: LineAnswer[]; endCursor: string | null; hasNextPage: boolean } } = await ask(
      client,
      LINES,
      { ...of, ...scope, first: PAGE, after, order },
    );
    lines.push(...page.lines);
    after = page.hasNextPage ? page.endCursor : null;
  } while (after !== null && lines.length < EXPORTED_MAX);
  return {
    columns: ["time", "host", "source", "line", "level", "template", "text"],
    rows: lines.map(({ time, host, sourceId, number, level, templateId, text }) => [
      time,
      host,
      sourceId,
      Number(number),
      level,
      templateId,
      text,
    ]),
  };
}
