import { texts } from "../../texts.ts";
import { CopyBox } from "../../ui/copy-box.tsx";
import { Panel } from "../../ui/panel.tsx";
import styles from "./branch-page.module.css";
import type { Queries } from "./queries.ts";

/** The same question for those who want to ask it themselves. */
export function QueryPanel({ queries }: { readonly queries: Queries }) {
  return (
    <Panel title={texts.branch.query}>
      <div className={styles.body}>
        <details>
          <summary>GraphQL</summary>
          <CopyBox text={queries.graphql} />
        </details>
        <details>
          <summary>Cypher</summary>
          <CopyBox text={queries.cypher} />
        </details>
      </div>
    </Panel>
  );
}
