"use client";

import type { ReactNode } from "react";
import { useClient } from "urql";
import { ExportMenu } from "../../export/export-menu.tsx";
import { formatStamp } from "../../format/times.ts";
import type { ScopeArguments } from "../../scope/scope.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import { Panel } from "../../ui/panel.tsx";
import { Segments } from "../../ui/segments.tsx";
import { Skeleton } from "../../ui/states.tsx";
import { useUrlState } from "../../ui/use-url-state.ts";
import { LineContext } from "./line-context.tsx";
import { LineList } from "./line-list.tsx";
import { EXPORTED_MAX, linesTable } from "./lines-export.ts";
import { useLines, type LineOrder, type LinesOf } from "./use-lines.ts";
import styles from "./lines.module.css";

interface Props {
  readonly of: LinesOf;
  readonly scope: ScopeArguments;
  /** The count that these are the lines of, as the page shows it now. */
  readonly size: number;
}

/** Exactly the lines behind a count, one of them open with what stands around it. */
export function LinesPanel({ of, scope, size }: Props) {
  const [parameters, change] = useUrlState();
  const order: LineOrder = parameters.get("order") === "oldest" ? "OLDEST_FIRST" : "NEWEST_FIRST";
  const [state, more, reload] = useLines(of, scope, order);
  const client = useClient();
  const openId = parameters.get("line");
  return (
    <Panel
      title={texts.archive.title}
      aside={
        <div className={styles.tools}>
          <Segments
            label={texts.archive.order}
            options={[
              { value: "NEWEST_FIRST", label: texts.archive.newest },
              { value: "OLDEST_FIRST", label: texts.archive.oldest },
            ]}
            value={order}
            onChange={(next) => change({ order: next === "OLDEST_FIRST" ? "oldest" : null })}
          />
          <ExportMenu name="deepsec-lines" table={() => linesTable(client, of, scope, order)} />
        </div>
      }
    >
      {openId === null ? null : <LineContext id={openId} onClose={() => change({ line: null }, "step")} />}
      {state.phase === "loading" ? (
        <Body>
          <Skeleton rows={8} />
        </Body>
      ) : null}
      {state.phase === "failed" ? (
        <Body>
          <p role="alert">{state.problem.kind === "away" ? texts.state.awayTitle : state.problem.message}</p>
          <p>
            <button type="button" className={button.button} onClick={reload}>
              {texts.state.brokenAgain}
            </button>
          </p>
        </Body>
      ) : null}
      {state.phase === "ready" ? (
        <>
          <p className={styles.sums}>
            <strong data-count={state.loaded.total}>{texts.lines(state.loaded.total)}</strong>
            {state.loaded.missing === 0 ? null : (
              <span>
                {texts.archive.missing(state.loaded.missing)}
                {state.loaded.archivedFrom === null
                  ? null
                  : `, ${texts.archive.keptFrom(formatStamp(Date.parse(state.loaded.archivedFrom)))}`}
              </span>
            )}
            {state.loaded.archived > EXPORTED_MAX ? (
              <span>{texts.archive.exported(EXPORTED_MAX)}</span>
            ) : null}
            {size > state.loaded.total ? (
              <button type="button" className={button.quiet} onClick={reload}>
                {texts.archive.newer(size - state.loaded.total)}
              </button>
            ) : null}
          </p>
          <LineList
            loaded={state.loaded}
            openId={openId}
            onOpen={(line) => change({ line }, "step")}
            onEnd={more}
          />
        </>
      ) : null}
    </Panel>
  );
}

function Body({ children }: { readonly children: ReactNode }) {
  return <div className={styles.body}>{children}</div>;
}
