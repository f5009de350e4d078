"use client";

import type { VariablesOf } from "gql.tada";
import type { Client } from "urql";
import { ask } from "../../data/ask.ts";
import { CUT_DIFF, FINDING_MARKS, PLACES } from "../../data/tree-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { windowAndBefore, type Scope } from "../../scope/scope.ts";
import { useNow } from "../../ui/use-now.ts";
import { NO_FACTS, type Colour, type ToneFacts } from "./map-tone.ts";

const POLL_MS = 15_000;

interface Question {
  readonly colour: Colour;
  readonly scope: Scope;
  readonly within: string | null;
  readonly count: number;
}

/** What the colour needs to know; nothing for levels, which clusters say themselves. */
export function useToneFacts(question: Question): ToneFacts {
  const { colour, scope, within, count } = question;
  const sides = windowAndBefore(scope, useNow());
  const key = JSON.stringify([
    "tones",
    colour,
    ...(colour === "change" ? [sides, scope.hosts, within, count] : []),
  ]);
  const [state] = usePolled(
    key,
    (client) => {
      if (colour === "level") return Promise.resolve(NO_FACTS);
      if (colour === "finding") return findingFacts(client);
      const hosts = scope.hosts === null ? {} : { hosts: [...scope.hosts] };
      return changeFacts(client, {
        from: { ...sides.from, ...hosts },
        to: { ...sides.to, ...hosts },
        count,
        within,
      });
    },
    POLL_MS,
  );
  return state.phase === "ready" ? state.data : NO_FACTS;
}

async function changeFacts(client: Client, variables: VariablesOf<typeof CUT_DIFF>): Promise<ToneFacts> {
  const { diff } = await ask(client, CUT_DIFF, variables);
  return { ...NO_FACTS, changes: new Map(diff.clusters.map(({ id, change }) => [id, change])) };
}

async function findingFacts(client: Client): Promise<ToneFacts> {
  const { findings } = await ask(client, FINDING_MARKS, {});
  const templateIds = [...new Set(findings.flatMap(({ about }) => about.map(({ id }) => id)))].slice(0, 1000);
  if (templateIds.length === 0) return NO_FACTS;
  const { clusters } = await ask(client, PLACES, { templateIds });
  const places = new Map(clusters.map(({ templateId, leafOrder }) => [templateId, leafOrder]));
  const marks = findings.flatMap(({ severity, about }) =>
    about.flatMap(({ id }) => {
      const leafOrder = places.get(id);
      return leafOrder === undefined ? [] : [{ leafOrder, severity }];
    }),
  );
  return { ...NO_FACTS, marks };
}
