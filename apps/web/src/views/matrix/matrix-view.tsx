"use client";

import type { ResultOf } from "gql.tada";
import { ask } from "../../data/ask.ts";
import { MATRIX } from "../../data/tree-documents.ts";
import { usePolled } from "../../data/use-polled.ts";
import { ExportMenu } from "../../export/export-menu.tsx";
import { formatHeight } from "../../format/numbers.ts";
import { scopeArguments } from "../../scope/scope.ts";
import { ScopeBar } from "../../scope/scope-bar.tsx";
import { useScope } from "../../scope/use-scope.ts";
import { texts } from "../../texts.ts";
import { Answer, NoLines, Skeleton } from "../../ui/states.tsx";
import { oddOneOut } from "./host-tree.ts";
import { matrixSvg, matrixTable } from "./matrix-export.ts";
import { MatrixTable } from "./matrix-table.tsx";
import styles from "./matrix.module.css";

export type MatrixAnswer = ResultOf<typeof MATRIX>["hostMatrix"];

const POLL_MS = 15_000;

/** How much of each host's lines is in each branch, and which host is unlike the others. */
export function MatrixView() {
  const control = useScope();
  const scope = scopeArguments(control.scope);
  const [state] = usePolled(
    JSON.stringify(["matrix", scope]),
    async (client) => (await ask(client, MATRIX, { count: null, ...scope })).hostMatrix,
    POLL_MS,
  );
  return (
    <>
      <div className={styles.tools}>
        <ScopeBar control={control} />
        {state.phase === "ready" ? (
          <ExportMenu
            name="deepsec-hosts-by-branch"
            table={() => matrixTable(state.data)}
            svg={() => matrixSvg(state.data)}
          />
        ) : null}
      </div>
      <Answer isPart state={state} skeleton={<Skeleton rows={12} height={44} />}>
        {(matrix) =>
          matrix.clusters.length === 0 ? (
            <NoLines hasHosts />
          ) : (
            <>
              <OddOne matrix={matrix} />
              <MatrixTable matrix={matrix} />
            </>
          )
        }
      </Answer>
    </>
  );
}

function OddOne({ matrix }: { readonly matrix: MatrixAnswer }) {
  const odd = oddOneOut(matrix.dendrogram);
  return (
    <p className={styles.odd}>
      {odd === null ? (
        texts.matrix.noOdd
      ) : (
        <>
          <strong>{odd.host}</strong>{" "}
          {texts.matrix.odd(formatHeight(odd.mergeHeight), formatHeight(odd.restHeight))}
        </>
      )}
    </p>
  );
}
