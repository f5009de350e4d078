import { oneOf, type EvidenceRule } from "../rule.ts";

const noise = { techniques: ["T1110", "T1595"], severity: "LOW", signal: "login-failed" } as const;

/** What sshd says of those who do not get in, besides failed logins. */
export const SSH_RULES: readonly EvidenceRule[] = [
  {
    ...noise,
    id: "ssh-gave-up-before-login",
    title: "SSH connection of a named user that ended before the login",
    literals: oneOf(
      "authenticating user|invalid user|maximum authentication attempts|too many authentication|received disconnect|[preauth]",
    ),
    patterns: [
      /\b(?:closed|disconnected|reset|disconnecting) (?:by |from )?(?:authenticating|invalid) user\b|\bmaximum authentication attempts\b|\btoo many authentication failures\b|^input_userauth_request: invalid user\b/i,
      /\bReceived disconnect from .{1,80}(?:Bye Bye|authentication methods available|Thank you for playing|Auth fail|disconnected by user|Closed due to user request).{0,20}\[preauth\]/,
    ],
  },
  {
    ...noise,
    id: "ssh-user-refused",
    title: "SSH user that the configuration does not let in",
    literals: oneOf(
      "not allowed because|root login refused|refused connect|account is locked|account is expired|not known to the underlying",
    ),
    patterns: [
      /^User .{1,200} (?:from .{1,200} )?not allowed because\b|\bROOT LOGIN REFUSED\b|\brefused connect from\b|\bUser not known to the underlying authentication module\b|^User .{1,200} account (?:is|has) (?:locked|expired)/i,
    ],
  },
  {
    id: "ssh-protocol-abuse",
    title: "SSH port spoken to by something that is no SSH client",
    techniques: ["T1595", "T1046"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf(
      "identification string|bad protocol version|banner|obfuscated handshake|no matching|bad packet length|corrupted mac|message authentication code incorrect|timeout before authentication|host key verification|key_exchange|kex_exchange|connection reset|connection corrupted",
    ),
    patterns: [
      /\bdid not receive identification string\b|\bbad protocol version identification\b|\bbanner (?:exchange|line)\b.{0,120}\b(?:invalid format|too long)|\bobfuscated handshake\b|\bbad packet length\b|\bcorrupted mac\b|\bmessage authentication code incorrect\b|\btimeout before authentication\b/i,
      /^Unable to negotiate with .{1,80}: no matching\b/i,
      /\bconnection (?:reset|corrupted)\b.{0,80}\[preauth\]/i,
      /\bkex_exchange_identification: (?:client sent invalid|banner|connection closed by remote|read: connection reset)/i,
    ],
  },
  {
    id: "ssh-user-name-forges-log",
    hears: "all",
    title: "user name that imitates a log line",
    techniques: ["T1565.001"],
    severity: "MEDIUM",
    literals: [" from "],

    patterns: [
      /\buser .{0,100} from [\da-f.:]{3,45}(?: port \d{1,5})?(?: ssh2?)?:? from [\w.:-]{3,255}(?: port \d{1,5})?/i,
      /\bfor .{1,100} from [\da-f.:]{3,45} port \d{1,5} ssh2?:? from [\w.:-]{3,255} port \d{1,5}/i,
    ],
  },
  {
    id: "honeypot-visitor",
    title: "visitor of a honeypot",
    techniques: ["T1595"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf("cowrie|honeypot|dionaea|opencanary"),
    patterns: [
      /\bcowrie\.(?:session\.(?:connect|file)|login\.failed|command\.|client\.)|\[cowrie\..{1,60}\] login attempt|\bhoneypot\b.{0,80}\b(?:hit|trigger|connection|attempt|login|bann?ed)|\b(?:dionaea|opencanary)\b/i,
    ],
  },
  {
    id: "connection-without-login",
    title: "connection that ended before a login",
    techniques: ["T1595"],
    severity: null,
    signal: "missed",
    literals: ["[preauth]", "new connection: ", "unable to negotiate"],

    patterns: [/\bConnection closed by .{1,80}\[preauth\]|\] New connection: |\bUnable to negotiate with\b/],
  },
];
