export type SettingsErrorCode =
  | "SETTINGS_UNUSABLE"
  | "SETTINGS_CHANGED"
  | "HOST_KNOWN"
  | "HOST_UNKNOWN"
  | "HOST_UNUSABLE"
  | "TARGET_UNKNOWN";

/** Why deepsec.yaml could not be changed: a closed code, the fact with its values, and what to type or do. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly code: SettingsErrorCode;
  readonly fix: string;

  constructor(code: SettingsErrorCode, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fix = fix;
  }
}
