import type { Change } from "../change.ts";
import type { CollectionProgress } from "../progress.ts";
import type { RuleRow } from "../rule-rows.ts";
import type { CutArguments } from "./flat-cut.ts";
import type { NamedClusters, SearchArguments } from "./found-clusters.ts";
import { type HostActions, hostMutations } from "./host-resolvers.ts";
import type { ContextArguments, Lines, LinesArguments } from "./lines.ts";
import { type NotifyActions, notifyMutations, notifyQueries } from "./notify-resolvers.ts";
import type { ScopeArguments } from "./scope.ts";
import { type SettingsActions, settingsMutations, settingsQueries } from "./settings-resolvers.ts";
import type { SideArguments, TreeReader } from "./tree-reader.ts";
import { type VerdictActions, verdictMutations } from "./verdict-resolvers.ts";

/** What a request to collect brought; the fields of the schema's CollectResult. */
interface CollectAnswer {
  readonly runId: string;
  readonly phase: string;
  readonly lines: number;
  readonly newTemplates: number;
  readonly errorCount: number;
}

type ScopedCut = CutArguments & ScopeArguments;
type ScopedId = ScopeArguments & { readonly id: string };
type Sides = CutArguments & { readonly from: SideArguments; readonly to: SideArguments };

/** What mutations do and subscriptions listen to. */
export interface Actions {
  /** @param hostNames - Of these hosts; null: of all. */
  readonly collectNow: (hostNames: readonly string[] | null) => Promise<CollectAnswer>;
  readonly hosts: HostActions;
  readonly settings: SettingsActions;
  readonly verdicts: VerdictActions;
  readonly notify: NotifyActions;
  /** Who gives a verdict when the client does not say. */
  readonly author: string;
  /** @param progress - Also how far a running cycle is. */
  readonly changes: (progress: boolean) => AsyncIterableIterator<Change>;
  readonly progress: () => CollectionProgress;
  readonly rules: readonly RuleRow[];
}

/** The fields of Query, Mutation and Subscription that are our own; all others are @neo4j/graphql's. */
export function resolvers(
  tree: TreeReader,
  lines: Lines,
  { collectNow, hosts, settings, verdicts, notify, author, changes, progress, rules }: Actions,
) {
  return {
    Query: {
      ...notifyQueries(notify),
      ...settingsQueries(settings),
      progress: () => progress(),
      cut: (_root: unknown, args: ScopedCut) => tree.cut(args, args),
      openBranches: (_root: unknown, args: ScopedCut & { readonly open: readonly string[] }) =>
        tree.openBranches(args.open, args, args),
      subtree: (_root: unknown, args: ScopedId & { readonly depth: number }) =>
        tree.subtree(args.id, args.depth, args),
      clusters: (_root: unknown, args: NamedClusters & ScopeArguments) => tree.clusters(args, args),
      branchToday: (_root: unknown, args: ScopedId) => tree.branchToday(args.id, args),
      search: (_root: unknown, args: SearchArguments & ScopeArguments) => tree.search(args, args),
      path: (_root: unknown, args: ScopedId) => tree.path(args.id, args),
      diff: (_root: unknown, args: Sides) => tree.diff(args.from, args.to, args),
      hostMatrix: (_root: unknown, args: ScopedCut) => tree.hostMatrix(args, args),
      rules: (_root: unknown, { ids }: { readonly ids?: readonly string[] | null }) =>
        ids ? rules.filter(({ id }) => ids.includes(id)) : rules,
      template: (_root: unknown, { id }: { readonly id: string }) => tree.template(id),
      value: (_root: unknown, { kind, text }: { readonly kind: string; readonly text: string }) =>
        tree.value(kind, text),
      lines: (_root: unknown, args: LinesArguments) => lines.lines(args),
      context: (_root: unknown, args: ContextArguments) => lines.context(args),
    },
    Mutation: {
      collectNow: (_root: unknown, { hosts: names }: { readonly hosts?: readonly string[] | null }) =>
        collectNow(names ?? null),
      ...hostMutations(hosts),
      ...settingsMutations(settings),
      ...verdictMutations(verdicts, author),
      ...notifyMutations(notify),
    },
    Subscription: {
      changes: {
        subscribe: (_root: unknown, args: { readonly progress: boolean }) => changes(args.progress),
        resolve: (change: Change) => change,
      },
    },
  };
}
