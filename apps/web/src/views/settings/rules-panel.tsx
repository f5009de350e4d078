"use client";

import { useState } from "react";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import form from "../../ui/form.module.css";
import { Panel } from "../../ui/panel.tsx";
import { SeverityMark } from "../home/severity-mark.tsx";
import type { Rule } from "./settings-view.tsx";
import styles from "./settings.module.css";

interface Props {
  readonly rules: readonly Rule[];
  /** Files and folders of added ones. */
  readonly paths: readonly string[];
}

/** What attacks are found by. Those that cannot be used come first. */
export function RulesPanel({ rules, paths }: Props) {
  const [sought, setSought] = useState("");
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  const found = rules
    .filter((rule) => words.every((word) => wordsOf(rule).includes(word)))
    .toSorted((a, b) => Number(a.enabled) - Number(b.enabled));
  const off = rules.filter(({ enabled }) => !enabled).length;
  const { ruleColumns: columns } = texts.settings;
  return (
    <Panel
      title={texts.settings.rules}
      aside={<span>{texts.settings.rulesLead(rules.length - off, off)}</span>}
    >
      <div className={styles.body}>
        <label className={form.field}>
          {texts.settings.findRule}
          <input type="search" value={sought} onChange={(event) => setSought(event.target.value)} />
        </label>
        {paths.length === 0 ? null : (
          <p className={form.hint}>
            {texts.settings.rulePaths} <code>{paths.join(", ")}</code>
          </p>
        )}
      </div>
      <div className={styles.scroll} role="group" aria-label={texts.settings.rules} tabIndex={0}>
        <table className={styles.rules}>
          <thead>
            <tr>
              {[columns.rule, columns.severity, columns.techniques, columns.source].map((name) => (
                <th key={name} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {found.map((rule) => (
              <tr key={`${rule.source} ${rule.id}`}>
                <td className={styles.rule}>
                  <strong>{visible(rule.title)}</strong> <code className={styles.id}>{visible(rule.id)}</code>
                  {rule.description === null ? null : (
                    <p className={form.hint}>{visible(rule.description)}</p>
                  )}
                  {rule.problem === null ? null : <p className={styles.failed}>{visible(rule.problem)}</p>}
                </td>
                <td>
                  {rule.severity === null ? (
                    <span className={form.hint}>{texts.settings.noEvidence}</span>
                  ) : (
                    <SeverityMark severity={rule.severity} />
                  )}
                </td>
                <td>{rule.techniques.join(" ") || texts.none}</td>
                <td title={rule.file ?? undefined}>
                  {texts.settings.ruleSources[rule.source] ?? rule.source}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function wordsOf({ id, title, description, techniques }: Rule): string {
  return [id, title, description ?? "", ...techniques].join(" ").toLowerCase();
}
