"use client";

import { useState } from "react";
import { texts } from "../../texts.ts";
import { Panel } from "../../ui/panel.tsx";
import { FindingItem, TEMPLATES_MAX } from "./finding-item.tsx";
import type { FindingAnswer, Overview } from "./overview.ts";
import { SeverityMark } from "./severity-mark.tsx";
import { useTemplateHours } from "./use-template-hours.ts";
import styles from "./findings.module.css";
import button from "../../ui/button.module.css";

/** Shown of a severity before one asks for more. */
const SHOWN_FIRST = 8;

interface Props {
  readonly overview: Overview;
  /** A verdict was given: findings are to be asked for anew. */
  readonly onVerdict: () => void;
}

/** The open findings, a panel for each severity, highest first. */
export function Findings({ overview, onVerdict }: Props) {
  const shown = overview.bySeverity.reduce((sum, { findings }) => sum + findings.length, 0);
  if (shown === 0) {
    return <p className={styles.quiet}>{texts.home.quietText(texts.lines(overview.linesInTree))}</p>;
  }
  return (
    <>
      {overview.bySeverity.map(({ severity, findings }) => (
        <SeverityPanel key={severity} severity={severity} findings={findings} onVerdict={onVerdict} />
      ))}
      {shown < overview.findingCount ? (
        <p className={styles.more}>{texts.home.more(shown, overview.findingCount)}</p>
      ) : null}
    </>
  );
}

interface SeverityPanelProps {
  readonly severity: string;
  readonly findings: readonly FindingAnswer[];
  readonly onVerdict: () => void;
}

function SeverityPanel({ severity, findings, onVerdict }: SeverityPanelProps) {
  const [isAll, setIsAll] = useState(false);
  const first = severity === "LOW" ? SHOWN_FIRST / 2 : SHOWN_FIRST;
  const shown = isAll ? findings : findings.slice(0, first);
  const hours = useTemplateHours(
    shown.flatMap(({ about }) => about.slice(0, TEMPLATES_MAX).map(({ id }) => id)),
  );
  return (
    <Panel
      title={<SeverityMark severity={severity} count={findings.length} />}
      aside={<span className={styles.hint}>{texts.home.severityHint[severity]}</span>}
    >
      <ol>
        {shown.map((finding) => (
          <FindingItem key={finding.id} finding={finding} hours={hours} onVerdict={onVerdict} />
        ))}
      </ol>
      {shown.length === findings.length ? null : (
        <p className={styles.rest}>
          <button type="button" className={button.button} onClick={() => setIsAll(true)}>
            {texts.home.show(findings.length - shown.length)}
          </button>
        </p>
      )}
    </Panel>
  );
}
