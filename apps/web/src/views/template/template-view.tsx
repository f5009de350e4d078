"use client";

import type { Client } from "urql";
import { ask } from "../../data/ask.ts";
import { TEMPLATE } from "../../data/documents.ts";
import { PATH } from "../../data/tree-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { scopeArguments, type ScopeArguments } from "../../scope/scope.ts";
import { useScope } from "../../scope/use-scope.ts";
import { texts } from "../../texts.ts";
import { toClusterRow } from "../../tree/cluster-row.ts";
import { Answer, Notice, Skeleton } from "../../ui/states.tsx";
import { nearestKin } from "../branch/branch-view.tsx";
import { TemplatePage } from "./template-page.tsx";

const POLL_MS = 10_000;

/** One kind of line, by any id it ever had. */
export function TemplateView({ id }: { readonly id: string }) {
  const control = useScope();
  const scope = scopeArguments(control.scope);
  const [state] = usePolled(
    JSON.stringify(["template", id, scope]),
    (client) => loadTemplate(client, id, scope),
    POLL_MS,
  );
  return (
    <Answer state={state} skeleton={<Skeleton rows={6} height={44} />}>
      {(loaded) =>
        loaded === null ? (
          <Notice title={texts.template.missingTitle} />
        ) : (
          <TemplatePage loaded={loaded} control={control} hasMoved={loaded.template.id !== id} />
        )
      }
    </Answer>
  );
}

/** Null when there never was such a template. */
async function loadTemplate(client: Client, id: string, scope: ScopeArguments) {
  const { template, clusters, logTemplates, findings } = await ask(client, TEMPLATE, { id, ...scope });
  if (template === null) return null;
  const leaf = clusters[0];
  const [path, kin] =
    leaf === undefined
      ? [[], null]
      : await Promise.all([
          ask(client, PATH, { id: leaf.id, ...scope }).then((answer) => answer.path.map(toClusterRow)),
          nearestKin(client, leaf.id, leaf.parentId, scope),
        ]);
  return { template, leaf, path, kin, earlier: logTemplates, findings };
}

export type LoadedTemplate = NonNullable<Awaited<ReturnType<typeof loadTemplate>>>;
