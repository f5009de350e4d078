import { formatShare } from "../../format/numbers.ts";
import { scopeArguments } from "../../scope/scope.ts";
import { ScopeBar } from "../../scope/scope-bar.tsx";
import type { ScopeControl } from "../../scope/use-scope.ts";
import { texts } from "../../texts.ts";
import { templatePieces } from "../../tree/template-text.ts";
import { CopyBox } from "../../ui/copy-box.tsx";
import { LevelMark } from "../../ui/level.tsx";
import { PageHead } from "../../ui/page-head.tsx";
import { Panel } from "../../ui/panel.tsx";
import { TemplateText } from "../../ui/template-text.tsx";
import { When } from "../../ui/when.tsx";
import { HostsPanel } from "../branch/hosts-panel.tsx";
import { HoursPanel } from "../branch/hours-panel.tsx";
import { PathPanel } from "../branch/path-panel.tsx";
import { templateQueries } from "../branch/queries.ts";
import { QueryPanel } from "../branch/query-panel.tsx";
import { LinesPanel } from "../lines/lines-panel.tsx";
import { BranchVerdict } from "../verdicts/branch-verdict.tsx";
import { SeverityMark } from "../home/severity-mark.tsx";
import { SlotsPanel } from "./slots-panel.tsx";
import type { LoadedTemplate } from "./template-view.tsx";
import styles from "./template-page.module.css";

interface Props {
  readonly loaded: LoadedTemplate;
  readonly control: ScopeControl;
  /** The address has an id of an earlier, less general form of it. */
  readonly hasMoved: boolean;
}

/** A kind of line: its text, why it stands out, messages, when and where it occurs and where it belongs. */
export function TemplatePage({ loaded, control, hasMoved }: Props) {
  const { template, leaf, path, kin, earlier, findings } = loaded;
  const size = Number(leaf?.size ?? template.size);
  const slots = templatePieces(template.text).filter((piece) => piece.isSlot).length;
  const share = leaf === undefined ? "" : ` (${formatShare(leaf.share)})`;
  return (
    <>
      <PageHead
        title={texts.template.title}
        lead={`${texts.lines(size)}${share}, ${texts.events(Number(leaf?.count ?? template.count))}; ${texts.template.values(slots)}`}
        controls={<ScopeBar control={control} />}
      />
      {hasMoved ? <p className={styles.moved}>{texts.template.moved}</p> : null}
      <div className={styles.text} data-level={template.level ?? "none"}>
        <TemplateText text={template.text} fit="full" />
      </div>
      {leaf === undefined ? null : <BranchVerdict clusterId={leaf.id} target={{ templateId: template.id }} />}
      <div className={styles.columns}>
        <div className={styles.main}>
          <Panel title={texts.template.findings}>
            <Reasons findings={findings} />
          </Panel>
          <HoursPanel hours={leaf?.hours ?? []} control={control} />
          <LinesPanel of={{ template: template.id }} scope={scopeArguments(control.scope)} size={size} />
          <SlotsPanel slots={template.slots} />
          <Panel title={texts.template.examples} aside={texts.template.examplesHint}>
            <div className={styles.examples}>
              {template.examples.map((example) => (
                <CopyBox key={example} text={example} />
              ))}
            </div>
          </Panel>
          <Lineage earlier={earlier} />
        </div>
        <div className={styles.side}>
          <Facts template={template} />
          <HostsPanel hosts={leaf?.hosts ?? []} size={size} />
          {path.length === 0 ? null : <PathPanel path={path} kin={kin} />}
          <QueryPanel queries={templateQueries(template.id, scopeArguments(control.scope))} />
        </div>
      </div>
    </>
  );
}

function Reasons({ findings }: Pick<LoadedTemplate, "findings">) {
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

/** What it was before it grew more general. */
function Lineage({ earlier }: Pick<LoadedTemplate, "earlier">) {
  if (earlier.length === 0) return null;
  return (
    <Panel title={texts.template.lineage} aside={texts.template.lineageHint}>
      <ul className={styles.lineage}>
        {earlier.map((form) => (
          <li key={form.id}>
            <TemplateText text={form.text} fit="clamp" />
            <When at={form.lastSeen} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Facts({ template }: Pick<LoadedTemplate, "template">) {
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
