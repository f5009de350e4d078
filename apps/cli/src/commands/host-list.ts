import type { HostSettings } from "@deepsec/collector";
import { loadSettingsDocument } from "@deepsec/settings";
import { displayWidth, fitted } from "../display-width.ts";
import { counted } from "../format-numbers.ts";
import type { HostContext } from "../hosts/host-context.ts";
import { safeText } from "../safe-text.ts";

/** Prints the hosts of deepsec.yaml in its order, without asking them anything. */
export async function listHosts(isJson: boolean, context: HostContext): Promise<void> {
  const { output, columns, settingsFile } = context;
  const { hosts } = await loadSettingsDocument(settingsFile);
  if (isJson) output.json(hosts);
  else if (hosts.length === 0)
    output.text(`${settingsFile} has no hosts. Add one: deepsec host add user@host\n`);
  else {
    const rows = hosts.map(cellsOf);
    const widths = [0, 1, 2].map((column) =>
      Math.max(...rows.map((cells) => displayWidth(cells[column] ?? ""))),
    );
    for (const cells of rows) {
      const row = cells.map(
        (cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - displayWidth(cell))),
      );
      output.text(`${fitted(row.join("  ").trimEnd(), columns)}\n`);
    }
  }
  await output.flush();
}

function cellsOf({
  name,
  user,
  address,
  port,
  sources,
  proxyJump,
  hostKeySha256,
  paused,
}: HostSettings): string[] {
  const login = `${user === undefined ? "" : `${user}@`}${address}${port === undefined ? "" : `:${port}`}`;
  const way = proxyJump === undefined ? "" : `, through ${proxyJump}`;
  const key = hostKeySha256 === undefined ? "key in known_hosts" : "key pinned";
  const state = paused === true ? ", paused" : "";
  return [name, login, counted(sources.length, "source"), `${key}${way}${state}`].map(safeText);
}
