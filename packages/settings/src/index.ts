export { addHost, assertNewHost, hostNamed, hostNameOf, pauseHost, removeHost } from "./host-entries.ts";
export { addRules, removeRules, ruleEntries } from "./rule-entries.ts";
export {
  loadSettingsDocument,
  saveSettingsDocument,
  type SettingsDocument,
  settingsText,
} from "./settings-document.ts";
export { SettingsError, type SettingsErrorCode } from "./settings-error.ts";
export { setSetting, switchTarget } from "./single-settings.ts";
