import Link from "next/link";
import { texts } from "../../texts.ts";
import { LevelMark } from "../../ui/level.tsx";
import { TemplateText } from "../../ui/template-text.tsx";
import { When } from "../../ui/when.tsx";
import type { FindingAnswer } from "./overview.ts";
import styles from "./finding-item.module.css";

/** Templates of one finding that are written out. */
const TEMPLATES_MAX = 3;

/** The kind of line that needs a look; why, in words; where and when. */
export function FindingItem({ finding }: { readonly finding: FindingAnswer }) {
  const hosts = finding.hosts.map((host) => host.name).join(", ");
  return (
    <li className={styles.item}>
      <ul className={styles.templates}>
        {finding.about.slice(0, TEMPLATES_MAX).map((template) => (
          <li key={template.id}>
            <Link
              href={`/templates/${encodeURIComponent(template.id)}`}
              className={styles.template}
              prefetch={false}
            >
              <LevelMark level={template.level} />
              <TemplateText text={template.text} fit="line" />
              <span className={styles.count}>{texts.lines(Number(template.lineCount))}</span>
            </Link>
          </li>
        ))}
      </ul>
      <p className={styles.reason}>{finding.reason}</p>
      <p className={styles.where}>
        {hosts === "" ? null : <span className={styles.host}>{hosts}</span>}
        <When at={finding.lastSeen} />
      </p>
    </li>
  );
}
