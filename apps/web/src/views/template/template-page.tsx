import type { ResultOf } from "gql.tada";
import Link from "next/link";
import type { TEMPLATE } from "../../data/documents.ts";
import { formatCount } from "../../format/numbers.ts";
import { texts } from "../../texts.ts";
import type { ClusterRow } from "../../tree/cluster-row.ts";
import { templatePieces } from "../../tree/template-text.ts";
import { Bar } from "../../ui/bar.tsx";
import { CopyBox } from "../../ui/copy-box.tsx";
import { LevelMark } from "../../ui/level.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TemplateText } from "../../ui/template-text.tsx";
import { When } from "../../ui/when.tsx";
import { SeverityMark } from "../home/severity-mark.tsx";
import { PathPanel } from "./path-panel.tsx";
import styles from "./template-page.module.css";

type Answer = ResultOf<typeof TEMPLATE>;

interface Props {
  readonly template: NonNullable<Answer["template"]>;
  readonly findings: Answer["findings"];
  /** From the root to its leaf; empty when the leaf is not known. */
  readonly path: readonly ClusterRow[];
  /** The address has an id of an earlier, less general form of it. */
  readonly hasMoved: boolean;
}

/** A kind of line: its text, why it stands out, messages, where it occurs and where it belongs. */
export function TemplatePage({ template, findings, path, hasMoved }: Props) {
  const size = Number(template.size);
  const slots = templatePieces(template.text).filter((piece) => piece.isSlot).length;
  return (
    <>
      <PageHead
        title={texts.template.title}
        lead={`${texts.lines(size)}, ${texts.events(Number(template.count))}; ${texts.template.values(slots)}`}
      />
      {hasMoved ? <p className={styles.moved}>{texts.template.moved}</p> : null}
      <div className={styles.text} data-level={template.level ?? "none"}>
        <TemplateText text={template.text} fit="full" />
      </div>
      <div className={styles.columns}>
        <div className={styles.main}>
          <Panel title={texts.template.findings}>
            <Reasons findings={findings} />
          </Panel>
          <Panel title={texts.template.examples} aside={texts.template.examplesHint}>
            <div className={styles.examples}>
              {template.examples.map((example) => (
                <CopyBox key={example} text={example} />
              ))}
            </div>
          </Panel>
        </div>
        <div className={styles.side}>
          <Facts template={template} />
          <Panel title={texts.template.where}>
            <ul className={styles.hosts}>
              {template.hosts.map(({ host, size: hostSize }) => (
                <li key={host}>
                  <span>{host}</span>
                  <span>{formatCount(Number(hostSize))}</span>
                  <Bar share={Number(hostSize) / Math.max(1, size)} />
                </li>
              ))}
            </ul>
          </Panel>
          {path.length === 0 ? null : <PathPanel path={path} />}
        </div>
      </div>
      <p className={styles.back}>
        <Link href="/">{texts.state.notFoundBack}</Link>
      </p>
    </>
  );
}

function Reasons({ findings }: Pick<Props, "findings">) {
  if (findings.length === 0) return <p className={styles.none}>{texts.template.noFindings}</p>;
  return (
    <ul>
      {findings.map((finding) => (
        <li key={finding.id} className={styles.reason}>
          <SeverityMark severity={finding.severity} />
          <p>{finding.reason}</p>
        </li>
      ))}
    </ul>
  );
}

function Facts({ template }: Pick<Props, "template">) {
  return (
    <Panel title={texts.template.seen}>
      <dl className={styles.facts}>
        <dt>{texts.template.first}</dt>
        <dd>
          <When at={template.firstSeen} />
        </dd>
        <dt>{texts.template.last}</dt>
        <dd>
          <When at={template.lastSeen} />
        </dd>
        <dt>{texts.template.level}</dt>
        <dd>
          <LevelMark level={template.level} withWord />
        </dd>
        {template.programs.length === 0 ? null : (
          <>
            <dt>{texts.template.programs}</dt>
            <dd>{template.programs.join(", ")}</dd>
          </>
        )}
      </dl>
    </Panel>
  );
}
