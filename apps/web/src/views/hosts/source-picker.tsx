"use client";

import { useState } from "react";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import button from "../../ui/button.module.css";
import form from "../../ui/form.module.css";
import styles from "./add-host.module.css";

interface Props {
  /** Found on the host. */
  readonly proposed: readonly string[];
  /** Of them, those that cannot be read: ticked only by hand. */
  readonly unreadable: readonly string[];
  readonly isBusy: boolean;
  readonly onSave: (sources: readonly string[], follow: boolean) => void;
}

const PATH_MAX = 4096;

/** Which logs of a host are to be read. */
export function SourcePicker({ proposed, unreadable, isBusy, onSave }: Props) {
  const [added, setAdded] = useState<readonly string[]>([]);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set(unreadable));
  const [path, setPath] = useState("");
  const [follow, setFollow] = useState(true);
  const { add } = texts.hosts;
  const all = [...new Set([...proposed, ...added])];
  const chosen = all.filter((source) => !left.has(source));
  const addPath = () => {
    if (path.trim() !== "") setAdded([...added, path.trim()]);
    setPath("");
  };
  const toggle = (source: string) => {
    const next = new Set(left);
    if (!next.delete(source)) next.add(source);
    setLeft(next);
  };
  return (
    <div className={styles.body}>
      <p>{proposed.length === 0 ? add.noSources : add.sourcesText}</p>
      <ul className={styles.sources}>
        {all.map((source) => (
          <li key={source}>
            <label className={form.check}>
              <input type="checkbox" checked={!left.has(source)} onChange={() => toggle(source)} />
              <code>{visible(source)}</code>
            </label>
          </li>
        ))}
      </ul>
      <form
        className={styles.path}
        onSubmit={(event) => {
          event.preventDefault();
          addPath();
        }}
      >
        <label className={form.field}>
          {add.addSource}
          <input
            type="text"
            value={path}
            maxLength={PATH_MAX}
            placeholder="/var/log/*.log"
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setPath(event.target.value)}
          />
        </label>
        <button type="submit" className={button.button} disabled={path.trim() === ""}>
          {add.addSourceButton}
        </button>
      </form>
      <label className={form.check}>
        <input type="checkbox" checked={follow} onChange={(event) => setFollow(event.target.checked)} />
        {add.follow}
      </label>
      <p>
        <button
          type="button"
          className={`${button.button ?? ""} ${button.primary ?? ""}`}
          disabled={isBusy || chosen.length === 0}
          onClick={() => onSave(chosen, follow)}
        >
          {isBusy ? add.saving : add.save}
        </button>
      </p>
    </div>
  );
}
