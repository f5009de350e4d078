"use client";

import type { Client } from "urql";
import { ask } from "../../data/ask.ts";
import { BRANCH, CUT, PATH, SUBTREE } from "../../data/tree-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { scopeArguments, type ScopeArguments } from "../../scope/scope.ts";
import { useScope } from "../../scope/use-scope.ts";
import { texts } from "../../texts.ts";
import { toClusterRow } from "../../tree/cluster-row.ts";
import { Answer, Notice, Skeleton } from "../../ui/states.tsx";
import { BranchPage } from "./branch-page.tsx";

const POLL_MS = 10_000;
/** Parts of the branch that are listed. */
const PARTS_MAX = 100;

/** Everything about one branch of the tree. */
export function BranchView({ id }: { readonly id: string }) {
  const control = useScope();
  const scope = scopeArguments(control.scope);
  const [state] = usePolled(
    JSON.stringify(["branch", id, scope]),
    (client) => loadBranch(client, id, scope),
    POLL_MS,
  );
  return (
    <Answer state={state} skeleton={<Skeleton rows={8} height={44} />}>
      {(loaded) =>
        loaded === null ? (
          <Notice title={texts.branch.missingTitle}>
            <p>{texts.branch.missingText}</p>
          </Notice>
        ) : (
          <BranchPage loaded={loaded} control={control} hasMoved={loaded.cluster.id !== id} />
        )
      }
    </Answer>
  );
}

/** Null when nothing of it is left. */
async function loadBranch(client: Client, id: string, scope: ScopeArguments) {
  const { branchToday: found } = await ask(client, BRANCH, { id, ...scope });
  if (found === null) return null;
  const cluster = toClusterRow(found);
  const [{ cut }, { path }, kin] = await Promise.all([
    ask(client, CUT, { within: cluster.id, count: Math.min(cluster.leafCount, PARTS_MAX), ...scope }),
    ask(client, PATH, { id: cluster.id, ...scope }),
    nearestKin(client, cluster.id, cluster.parentId, scope),
  ]);
  return {
    cluster,
    share: found.share,
    hosts: found.hosts,
    hours: found.hours,
    path: path.map(toClusterRow),
    kin,
    parts: cut.clusters.map(toClusterRow).toSorted((a, b) => b.size - a.size),
  };
}

export type LoadedBranch = NonNullable<Awaited<ReturnType<typeof loadBranch>>>;

/** The other child of its parent; null at the root. */
export async function nearestKin(client: Client, id: string, parentId: string | null, scope: ScopeArguments) {
  if (parentId === null) return null;
  const { subtree } = await ask(client, SUBTREE, { id: parentId, depth: 1, ...scope });
  const other = subtree.find((row) => row.parentId === parentId && row.id !== id);
  return other === undefined ? null : toClusterRow(other);
}
