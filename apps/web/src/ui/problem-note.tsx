import type { Problem } from "../data/problem.ts";
import { texts } from "../texts.ts";
import { CopyBox } from "./copy-box.tsx";
import styles from "./form.module.css";

/** Why something did not happen, and what to do about it. */
export function ProblemNote({ problem }: { readonly problem: Problem | null }) {
  if (problem === null) return null;
  return (
    <div className={styles.problem} role="alert">
      <p>{problem.kind === "away" ? texts.state.awayTitle : problem.message}</p>
      {problem.fix === null ? null : <CopyBox text={problem.fix} />}
    </div>
  );
}
