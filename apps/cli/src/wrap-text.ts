import { displayWidth } from "./display-width.ts";

/** `text` broken at blanks into rows of at most `columns` columns; a word longer than a row keeps its row to itself. */
export function wrapped(text: string, columns: number): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ")) {
    const longer = row === "" ? word : `${row} ${word}`;
    if (row !== "" && displayWidth(longer) > columns) {
      rows.push(row);
      row = word;
    } else row = longer;
  }
  if (row !== "") rows.push(row);
  return rows;
}
