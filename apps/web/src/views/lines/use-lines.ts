"use client";

import type { ResultOf } from "gql.tada";
import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "urql";
import { ask } from "../../data/ask.ts";
import { LINES } from "../../data/line-documents.ts";
import { toProblem, type Problem } from "../../data/problem.ts";
import type { ScopeArguments } from "../../scope/scope.ts";

type PageAnswer = ResultOf<typeof LINES>["lines"];
export type LineAnswer = PageAnswer["lines"][number];

const PAGE = 200;
const ASK_AFTER_MS = 60;

/** Which lines: of a template or of a branch. */
export type LinesOf = { readonly template: string } | { readonly cluster: string };
export type LineOrder = "OLDEST_FIRST" | "NEWEST_FIRST";

/** The pages that are here, one after another, and what they say of the whole. */
export interface LoadedLines {
  readonly total: number;
  readonly archived: number;
  readonly missing: number;
  readonly archivedFrom: string | null;
  readonly lines: readonly LineAnswer[];
  readonly after: string | null;
  readonly hasMore: boolean;
}

export type LinesState =
  | { readonly phase: "loading" }
  | { readonly phase: "failed"; readonly problem: Problem }
  | { readonly phase: "ready"; readonly loaded: LoadedLines; readonly isMore: boolean };

/**
 * The lines behind a count, page by page. They stay as they are while new ones come in, so that nothing moves under a reader.
 *
 * @returns the state; `more`, which fetches the next page; `reload`, which begins afresh.
 */
export function useLines(
  of: LinesOf,
  scope: ScopeArguments,
  order: LineOrder,
): readonly [LinesState, () => void, () => void] {
  const client = useClient();
  const question = JSON.stringify([of, scope, order]);
  const [turn, setTurn] = useState(0);
  const key = `${turn} ${question}`;
  const [held, setHeld] = useState<{ readonly key: string; readonly state: LinesState }>({
    key,
    state: { phase: "loading" },
  });
  const isAsking = useRef(false);

  const fetchPage = useCallback(
    async (before: LoadedLines | null) => {
      const [asked, window, direction] = JSON.parse(question) as [LinesOf, ScopeArguments, LineOrder];
      isAsking.current = true;
      try {
        const after = before?.after ?? null;
        const page = (await ask(client, LINES, { ...asked, ...window, first: PAGE, after, order: direction }))
          .lines;
        setHeld({ key, state: { phase: "ready", isMore: false, loaded: joined(before, page) } });
      } catch (error) {
        setHeld({ key, state: { phase: "failed", problem: toProblem(error) } });
      } finally {
        isAsking.current = false;
      }
    },
    [client, key, question],
  );
  useEffect(() => {
    // A slider that passes many windows on its way asks for the last one only.
    const timer = setTimeout(() => void fetchPage(null), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  }, [fetchPage]);

  const state: LinesState = held.key === key ? held.state : { phase: "loading" };
  const more = () => {
    if (state.phase !== "ready" || !state.loaded.hasMore || isAsking.current) return;
    setHeld({ key, state: { ...state, isMore: true } });
    void fetchPage(state.loaded);
  };
  return [state, more, () => setTurn(turn + 1)];
}

function joined(before: LoadedLines | null, page: PageAnswer): LoadedLines {
  return {
    total: Number(page.total),
    archived: Number(page.archived),
    missing: Number(page.missing),
    archivedFrom: page.archivedFrom,
    lines: [...(before?.lines ?? []), ...page.lines],
    after: page.endCursor,
    hasMore: page.hasNextPage,
  };
}
