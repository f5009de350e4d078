"use client";

import { texts } from "../texts.ts";
import button from "../ui/button.module.css";
import { Menu } from "../ui/menu.tsx";
import { toCsv, type Table } from "./csv.ts";
import { download, toPng } from "./download.ts";
import styles from "./export-menu.module.css";

interface Props {
  /** Of the file, without its ending. */
  readonly name: string;
  /** Made only when asked for. */
  readonly table: () => Table;
  readonly svg?: () => string;
}

/** What is seen, as a file. */
export function ExportMenu({ name, table, svg }: Props) {
  const save = (ending: string, type: string, text: string) =>
    download(`${name}.${ending}`, new Blob([text], { type }));
  const json = () => {
    const { columns, rows } = table();
    return JSON.stringify(
      rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? null]))),
      null,
      2,
    );
  };
  return (
    <Menu label={texts.exports.label}>
      <div className={styles.kinds}>
        <button
          type="button"
          className={button.button}
          onClick={() => save("csv", "text/csv", toCsv(table()))}
        >
          CSV
        </button>
        <button
          type="button"
          className={button.button}
          onClick={() => save("json", "application/json", json())}
        >
          JSON
        </button>
        {svg === undefined ? null : (
          <>
            <button
              type="button"
              className={button.button}
              onClick={() => save("svg", "image/svg+xml", svg())}
            >
              SVG
            </button>
            <button
              type="button"
              className={button.button}
              onClick={() => void toPng(svg()).then((picture) => download(`${name}.png`, picture))}
            >
              PNG
            </button>
          </>
        )}
      </div>
    </Menu>
  );
}
