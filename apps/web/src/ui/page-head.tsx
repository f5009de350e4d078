import type { ReactNode } from "react";
import styles from "./page-head.module.css";

interface Props {
  readonly title: ReactNode;
  /** One sentence under it. */
  readonly lead?: ReactNode;
  /** Buttons and sliders, at its right. */
  readonly controls?: ReactNode;
}

/** The top of a page: its one heading, what it comes to in a sentence, and what can be done. */
export function PageHead({ title, lead, controls }: Props) {
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1>{title}</h1>
        {lead === undefined ? null : <p className={styles.lead}>{lead}</p>}
      </div>
      {controls === undefined ? null : <div className={styles.controls}>{controls}</div>}
    </header>
  );
}
