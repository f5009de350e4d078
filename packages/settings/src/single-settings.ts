import { isCollection, isNode, isScalar } from "yaml";
import type { SettingsDocument } from "./settings-document.ts";
import { SettingsError } from "./settings-error.ts";

/** Sets the value at a path of keys. A comment beside the old one stays. @throws SettingsError `SETTINGS_UNUSABLE` */
export function setSetting(
  { document, path: file }: SettingsDocument,
  path: readonly [string, ...string[]],
  value: string | number | boolean,
): void {
  for (let length = 1; length < path.length; length++) {
    const parent = path.slice(0, length);
    const node = document.getIn(parent, true);
    const isEmpty = !isNode(node) || (isScalar(node) && node.value === null);
    if (isEmpty) document.setIn(parent, document.createNode({}));
    else if (!isCollection(node))
      throw new SettingsError(
        "SETTINGS_UNUSABLE",
        `${file}: ${parent.join(".")} is written in a way that is not changed here`,
        `set ${path.join(".")} there by hand, then start the API again`,
      );
  }
  document.setIn(path, value);
}

/**
 * Switches a target of notifications on or off.
 *
 * @throws SettingsError `TARGET_UNKNOWN`
 */
export function switchTarget({ document, path }: SettingsDocument, name: string, isEnabled: boolean): void {
  const targets: unknown = document.toJS({ maxAliasCount: 100 })?.notify?.targets;
  const names: unknown[] = Array.isArray(targets)
    ? targets.map((target: unknown) => Object(target).name)
    : [];
  const index = names.indexOf(name);
  if (index < 0)
    throw new SettingsError(
      "TARGET_UNKNOWN",
      `${path} has no notification target ${JSON.stringify(name.slice(0, 64))}`,
      names.length === 0 ? "it has none" : `it has ${names.join(", ")}`,
    );
  const place = ["notify", "targets", index, "enabled"];
  if (isEnabled) document.deleteIn(place);
  else document.setIn(place, false);
}
