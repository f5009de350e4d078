"use client";

import { useAction } from "../data/use-action.ts";
import { texts } from "../texts.ts";
import button from "../ui/button.module.css";
import { Menu } from "../ui/menu.tsx";
import { ProblemNote } from "../ui/problem-note.tsx";
import { toCsv, toJson, type Table } from "./csv.ts";
import { download, toPng } from "./download.ts";
import styles from "./export-menu.module.css";

interface Props {
  /** Of the file, without its ending. */
  readonly name: string;
  /** Made only when asked for. @throws what there is to say of why it could not be. */
  readonly table: () => Table | Promise<Table>;
  readonly svg?: () => string;
}

/** What is seen, as a file. */
export function ExportMenu({ name, table, svg }: Props) {
  const { isBusy, problem, run } = useAction();
  const save = (ending: string, make: () => Blob | Promise<Blob>) => (
    <button
      type="button"
      className={button.button}
      disabled={isBusy}
      onClick={() => void run(async () => download(`${name}.${ending}`, await make()))}
    >
      {ending.toUpperCase()}
    </button>
  );
  return (
    <Menu label={isBusy ? texts.exports.busy : texts.exports.label}>
      <div className={styles.kinds}>
        {save("csv", async () => new Blob([toCsv(await table())], { type: "text/csv" }))}
        {save("json", async () => new Blob([toJson(await table())], { type: "application/json" }))}
        {svg === undefined ? null : (
          <>
            {save("svg", () => new Blob([svg()], { type: "image/svg+xml" }))}
            {save("png", () => toPng(svg()))}
          </>
        )}
        <ProblemNote problem={problem} />
      </div>
    </Menu>
  );
}
