"use client";

import { ask } from "../data/ask.ts";
import { HOST_NAMES } from "../data/documents.ts";
import { usePolled } from "../data/use-polled.ts";
import { formatSpan, formatStamp } from "../format/times.ts";
import { texts } from "../texts.ts";
import button from "../ui/button.module.css";
import { Menu } from "../ui/menu.tsx";
import { Segments } from "../ui/segments.tsx";
import { WINDOW_NAMES, type Scope } from "./scope.ts";
import type { ScopeControl } from "./use-scope.ts";
import styles from "./scope-bar.module.css";

const POLL_MS = 30_000;

/** Which lines the view counts: how far back, and of which hosts. */
export function ScopeBar({ control }: { readonly control: ScopeControl }) {
  const { scope, setWindow } = control;
  const span = spanText(scope);
  return (
    <div className={styles.bar}>
      <Segments
        label={texts.scope.window}
        options={[
          { value: "all", label: texts.scope.all },
          ...WINDOW_NAMES.map((name) => ({ value: name, label: texts.scope.windows[name] })),
        ]}
        value={scope.window ?? (span === null ? "all" : "span")}
        onChange={(next) => setWindow(WINDOW_NAMES.find((name) => name === next) ?? null)}
      />
      {span === null ? null : (
        <button
          type="button"
          className={styles.chip}
          title={texts.scope.clear}
          onClick={() => setWindow(null)}
        >
          {span} <span aria-hidden="true">×</span>
        </button>
      )}
      <Hosts control={control} />
    </div>
  );
}

function Hosts({ control: { scope, setHosts } }: { readonly control: ScopeControl }) {
  const [state] = usePolled("host names", (client) => ask(client, HOST_NAMES, {}), POLL_MS);
  const known = state.phase === "ready" ? state.data.hosts.map(({ name }) => name) : [];
  const names = [...new Set([...known, ...(scope.hosts ?? [])])];
  const isOn = (name: string) => scope.hosts === null || scope.hosts.includes(name);
  const toggle = (name: string) => {
    const next = names.filter((other) => (other === name ? !isOn(name) : isOn(other)));
    // None would be a question about nothing; the last one stays.
    if (next.length > 0) setHosts(next.length === names.length ? null : next);
  };
  return (
    <Menu label={scope.hosts === null ? texts.scope.allHosts : texts.scope.hosts(scope.hosts)}>
      <ul className={styles.hosts}>
        {names.map((name) => (
          <li key={name}>
            <label>
              <input type="checkbox" checked={isOn(name)} onChange={() => toggle(name)} /> {name}
            </label>
            <button type="button" className={button.quiet} onClick={() => setHosts([name])}>
              {texts.scope.only}
            </button>
          </li>
        ))}
      </ul>
      {scope.hosts === null ? null : (
        <button type="button" className={button.button} onClick={() => setHosts(null)}>
          {texts.scope.allHosts}
        </button>
      )}
    </Menu>
  );
}

/** What was picked by hand; null for a window by name and for all. */
function spanText({ window, from, to }: Scope): string | null {
  if (window !== null || (from === null && to === null)) return null;
  if (from !== null && to !== null) return formatSpan(Date.parse(from), Date.parse(to));
  return from === null
    ? texts.scope.until(formatStamp(Date.parse(to ?? "")))
    : texts.scope.since(formatStamp(Date.parse(from)));
}
