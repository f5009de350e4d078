import Link from "next/link";
import { formatCount } from "../../format/numbers.ts";
import { visible } from "../../format/visible.ts";
import { texts } from "../../texts.ts";
import { Bar } from "../../ui/bar.tsx";
import { Panel } from "../../ui/panel.tsx";
import type { LoadedTemplate } from "./template-view.tsx";
import styles from "./template-page.module.css";

const SHOWN_MAX = 6;

/** What stood at each marked place, the most frequent first; each value leads to where else it was. */
export function SlotsPanel({ slots }: Pick<LoadedTemplate["template"], "slots">) {
  const known = slots.filter(({ top }) => top.length > 0);
  if (known.length === 0) return null;
  return (
    <Panel title={texts.value.slots} aside={<span className={styles.hint}>{texts.value.slotsHint}</span>}>
      <div className={styles.slots}>
        {known.map(({ slot, kind, distinct, top }) => (
          <section key={slot}>
            <h3>
              {texts.value.place(slot)}{" "}
              <span className={styles.hint}>{`${kind}, ${texts.value.distinct(distinct)}`}</span>
            </h3>
            <ol>
              {top.slice(0, SHOWN_MAX).map((value) => (
                <li key={`${value.kind} ${value.text}`}>
                  <Link
                    href={`/values?${new URLSearchParams({ kind: value.kind, text: value.text })}`}
                    prefetch={false}
                    title={value.text}
                  >
                    {visible(value.text)}
                  </Link>
                  <span>{formatCount(Number(value.count))}</span>
                  <Bar share={Number(value.count) / Math.max(1, Number(top[0]?.count ?? 1))} />
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </Panel>
  );
}
