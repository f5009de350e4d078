import type { ResultOf } from "gql.tada";
import type { TEST_HOST } from "../../data/host-documents.ts";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import { CopyBox } from "../../ui/copy-box.tsx";
import styles from "./check-list.module.css";

export type CheckedHost = ResultOf<typeof TEST_HOST>["testHost"];

/** The steps of the way into a host: what was found, and what to type where it ends. */
export function CheckList({ checks }: Pick<CheckedHost, "checks">) {
  return (
    <ol className={styles.checks}>
      {checks.map(({ subject, state, fact, fixes }) => (
        <li key={subject} data-state={state} className={styles.check}>
          <p>
            <span className={styles.state}>{texts.hosts.check.states[state] ?? state}</span>{" "}
            <strong>{visible(subject)}</strong>: {visible(fact)}
          </p>
          {fixes.length === 0 ? null : <CopyBox text={fixes.join("\n")} />}
        </li>
      ))}
    </ol>
  );
}
