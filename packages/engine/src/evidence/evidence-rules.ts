import type { EvidenceRule } from "./rule.ts";
import { CLOUD_RULES } from "./rules/cloud.ts";
import { LOGIN_RULES } from "./rules/login.ts";
import { MAIL_RULES } from "./rules/mail.ts";
import { NETWORK_RULES } from "./rules/network.ts";
import { PRIVILEGE_RULES } from "./rules/privilege.ts";
import { SECRET_RULES } from "./rules/secrets.ts";
import { SHELL_RULES } from "./rules/shell.ts";
import { SSH_RULES } from "./rules/ssh.ts";
import { WEB_ATTACK_RULES } from "./rules/web-attacks.ts";
import { WEB_PROBE_RULES } from "./rules/web-probes.ts";
import { WINDOWS_RULES } from "./rules/windows.ts";

/** All rules, one file a domain. Ids are unique and stay. */
export const EVIDENCE_RULES: readonly EvidenceRule[] = [
  ...LOGIN_RULES,
  ...SSH_RULES,
  ...PRIVILEGE_RULES,
  ...SHELL_RULES,
  ...WEB_ATTACK_RULES,
  ...WEB_PROBE_RULES,
  ...MAIL_RULES,
  ...NETWORK_RULES,
  ...WINDOWS_RULES,
  ...CLOUD_RULES,
  ...SECRET_RULES,
];
