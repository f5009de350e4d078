import Link from "next/link";
import { HourBars } from "../../chart/hour-bars.tsx";
import type { HourCount } from "../../chart/hour-buckets.ts";
import { texts } from "../../texts.ts";
import { LevelMark } from "../../ui/level.tsx";
import { TemplateText } from "../../ui/template-text.tsx";
import { When } from "../../ui/when.tsx";
import { VerdictBar } from "../verdicts/verdict-bar.tsx";
import { FindingEvidence, isComparison, linesOf } from "./finding-evidence.tsx";
import { findingWords } from "./finding-words.ts";
import type { FindingAnswer } from "./overview.ts";
import tag from "../../ui/tag.module.css";
import styles from "./finding-item.module.css";

/** Templates of one finding that are written out. */
export const TEMPLATES_MAX = 3;
const TREND_BARS_MAX = 24;

interface Props {
  readonly finding: FindingAnswer;
  /** Lines by hour of its templates, by id; without, no trend is shown. */
  readonly hours: ReadonlyMap<string, readonly HourCount[]>;
  readonly onVerdict: () => void;
}

/** Where a link on the same page finds it. */
export function findingAnchor({ id }: Pick<FindingAnswer, "id">): string {
  return `finding-${id}`;
}

/** Why something needs a look, in words; where and when; and the kinds of line it is about, which lead to their lines. */
export function FindingItem({ finding, hours, onVerdict }: Props) {
  const { title } = findingWords(finding.reason);
  const isCompared = isComparison(finding);
  const hosts = finding.hosts.map((host) => host.name).join(", ");
  const about = finding.about.slice(0, TEMPLATES_MAX);
  const trend = about.flatMap(({ id }) => hours.get(id) ?? []);
  return (
    <li className={styles.item} id={findingAnchor(finding)}>
      <p className={styles.reason}>
        <span className={tag.tag}>{texts.home.kinds[finding.kind] ?? finding.kind}</span>{" "}
        <strong>{title}</strong>
        {isCompared ? null : finding.reason.slice(title.length)}
      </p>
      <p className={styles.where}>
        {hosts === "" ? null : <span className={styles.host}>{hosts}</span>}
        <When at={finding.lastSeen} />
      </p>
      {isCompared ? <FindingEvidence finding={finding} trend={trend} /> : null}
      <ul className={styles.templates}>
        {about.map((template) => (
          <li key={template.id}>
            <Link
              href={
                isCompared ? linesOf(finding, template.id) : `/templates/${encodeURIComponent(template.id)}`
              }
              className={styles.template}
              prefetch={false}
            >
              <LevelMark level={template.level} />
              <TemplateText text={template.text} fit="line" />
              <span className={styles.count}>
                {isCompared ? texts.home.itsLines : texts.lines(Number(template.lineCount))}
              </span>
            </Link>
          </li>
        ))}
        {finding.about.length > about.length ? (
          <li className={styles.rest}>{texts.home.moreKinds(finding.about.length - about.length)}</li>
        ) : null}
      </ul>
      <div className={styles.verdict}>
        <VerdictBar
          target={{ findingId: finding.id }}
          verdict={null}
          actions={["close", "accept", "mute", "important"]}
          onDone={onVerdict}
        />
      </div>
      {trend.length === 0 || isCompared ? null : (
        <div className={styles.trend}>
          <HourBars hours={trend} height={28} barsMax={TREND_BARS_MAX} />
        </div>
      )}
    </li>
  );
}
