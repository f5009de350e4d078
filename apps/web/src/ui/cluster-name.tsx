import type { ClusterRow } from "../tree/cluster-row.ts";
import styles from "./cluster-name.module.css";
import { LevelMark } from "./level.tsx";
import { TemplateText } from "./template-text.tsx";

/** A cluster on one line: its template's text when it is a leaf, else its label. */
export function ClusterName({
  cluster,
}: {
  readonly cluster: Pick<ClusterRow, "label" | "level" | "template">;
}) {
  return (
    <span className={styles.name}>
      <LevelMark level={cluster.level} />
      {cluster.template === null ? (
        <span className={styles.label} title={cluster.label}>
          {cluster.label}
        </span>
      ) : (
        <TemplateText text={cluster.template} fit="line" />
      )}
    </span>
  );
}
