"use client";

import type { ReactNode } from "react";
import { ScopedLink } from "../../scope/scoped-link.tsx";
import { ask } from "../../data/ask.ts";
import { SUBTREE } from "../../data/tree-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { formatShare } from "../../format/numbers.ts";
import type { ScopeArguments } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import { toClusterRow, type ClusterRow } from "../../tree/cluster-row.ts";
import { buildTree } from "../../tree/cluster-tree.ts";
import { tips } from "../../tree/cut.ts";
import { distinguish, type TellingWord } from "../../tree/distinguish.ts";
import { branchPage } from "../clusters/cluster-link.ts";
import styles from "./two-sides.module.css";

interface Props {
  readonly cluster: ClusterRow;
  readonly scope: ScopeArguments;
  /** Without it a side leads to its own page. */
  readonly onSelect?: (id: string) => void;
}

const POLL_MS = 60_000;
/** Down to 128 parts of it, which is enough to tell its sides apart. */
const DEPTH = 7;

/** The two branches that a cluster joins, and the words that tell them apart. */
export function TwoSides({ cluster, scope, onSelect }: Props) {
  const [state] = usePolled(
    JSON.stringify(["sides", cluster.id, scope]),
    async (client) =>
      sidesOf(
        (await ask(client, SUBTREE, { id: cluster.id, depth: DEPTH, ...scope })).subtree.map(toClusterRow),
        cluster.id,
      ),
    POLL_MS,
  );
  if (state.phase !== "ready") return null;
  return (
    <div className={styles.sides}>
      {state.data.map(({ child, words }) => (
        <SideBox key={child.id} child={child} onSelect={onSelect}>
          <span className={styles.share}>{formatShare(child.size / Math.max(1, cluster.size))}</span>
          {words.length === 0 ? (
            <span className={styles.label}>{child.template ?? child.label}</span>
          ) : (
            <span className={styles.words}>
              {words.map(({ word, own, other }) => (
                <span key={word} title={texts.tree.word(formatShare(own), formatShare(other))}>
                  {word}
                </span>
              ))}
            </span>
          )}
        </SideBox>
      ))}
    </div>
  );
}

interface SideBoxProps {
  readonly onSelect: Props["onSelect"] | undefined;
  readonly child: ClusterRow;
  readonly children: ReactNode;
}

function SideBox({ child, onSelect, children }: SideBoxProps) {
  if (onSelect === undefined) {
    return (
      <ScopedLink className={styles.side} href={branchPage(child)}>
        {children}
      </ScopedLink>
    );
  }
  return (
    <button type="button" className={styles.side} onClick={() => onSelect(child.id)}>
      {children}
    </button>
  );
}

interface Side {
  readonly child: ClusterRow;
  readonly words: readonly TellingWord[];
}

function sidesOf(rows: readonly ClusterRow[], id: string): Side[] {
  const tree = buildTree(rows, id);
  const [left, right] = tree.childrenOf.get(id) ?? [];
  if (left === undefined || right === undefined) return [];
  const textsOf = (child: ClusterRow) =>
    tips({ ...tree, root: child }, { has: () => true }).map(({ template, label, size }) => ({
      text: template ?? label,
      size,
    }));
  const words = distinguish(textsOf(left), textsOf(right));
  return [
    { child: left, words: words.left },
    { child: right, words: words.right },
  ];
}
