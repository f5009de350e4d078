"use client";

import { useSearchParams } from "next/navigation";
import { ask } from "../../data/ask.ts";
import { PATH, TEMPLATE } from "../../data/documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { texts } from "../../texts.ts";
import { toClusterRow } from "../../tree/cluster-row.ts";
import { Answer, Notice, Skeleton } from "../../ui/states.tsx";
import { TemplatePage } from "./template-page.tsx";

const POLL_MS = 10_000;

/** One kind of line. The address may name its leaf in the tree as `cluster`. */
export function TemplateView({ id }: { readonly id: string }) {
  const clusterId = useSearchParams().get("cluster");
  const [state] = usePolled(
    `template ${id} ${clusterId}`,
    async (client) => {
      const [{ template, findings }, path] = await Promise.all([
        ask(client, TEMPLATE, { id }),
        clusterId === null ? [] : ask(client, PATH, { id: clusterId }).then((answer) => answer.path),
      ]);
      return { template, findings, path: path.map(toClusterRow) };
    },
    POLL_MS,
  );
  return (
    <Answer state={state} skeleton={<Skeleton rows={6} height={44} />}>
      {({ template, findings, path }) =>
        template === null ? (
          <Notice title={texts.template.missingTitle} />
        ) : (
          <TemplatePage template={template} findings={findings} path={path} hasMoved={template.id !== id} />
        )
      }
    </Answer>
  );
}
