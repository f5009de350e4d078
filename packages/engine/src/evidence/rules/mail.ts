import { oneOf, type EvidenceRule } from "../rule.ts";

/** Mail and file servers: logins, relaying, clients that speak no mail. */
export const MAIL_RULES: readonly EvidenceRule[] = [
  {
    id: "mail-login-failed",
    title: "failed login to a mail or file server",
    techniques: ["T1110"],
    severity: "LOW",
    signal: "login-failed",
    literals: oneOf(
      "sasl|auth failed|aborted login|no auth attempts|auth attempts|login failed|auth_login|authenticator failed|530 |password verify failed|ldap_login|unknown user|badlogin|might not have worked|pam_|checkpass|vchkpw|login fail|incorrect authentication|set_id|no such user|authentication credentials|bad password|-ERR|sql(|535 |auth=0/",
    ),
    patterns: [
      /\bSASL \S{1,30} authentication (?:failed|failure|aborted)\b|\bauth(?:entication)? failed, \d{1,4} attempts|\b(?:aborted login|disconnected)\b.{0,40}\b(?:auth failed|no auth attempts|tried to use|auth process)\b|\bauthenticator failed for\b|\bIncorrect authentication data\b|"530 |[\s"]535[ -]|\bdisconnect from .{1,300}\bauth=0\/\d|\b(?:checkpass|pwcheck) failed\b/i,
      /\bvchkpw-\w{1,20}: (?:vpopmail user not found|password fail|null password)|\bmight not have worked\b|\bclient login failed: "|\blogin failed: .{0,100}\[[\d.:a-f]{3,45}\]|\b(?:imap|pop3|lmtp|sieve|smtp)\S{0,20}\b.{0,60}\b(?:unknown user|password mismatch|credentials mismatch|unknown credentials)\b|\b(?:passdb|pam|sql|ldap|shadow|passwd-file|dict|static)\([^)]{1,200}\): (?:unknown user|password mismatch|pam_authenticate\(\) failed|invalid credentials|credentials mismatch)/i,
      /\bUSER .{1,80}: (?:no such user|Login incorrect)|\(Login failed\)|\bno such user found\b|\bUser .{1,60} failed to log ?in\b|\bno such user\b.{0,40}\bfrom\b/i,
    ],
  },
  {
    id: "mail-refused",
    title: "mail refused (unknown recipient, relay, block list, greeting)",
    techniques: ["T1589.002", "T1566"],
    severity: "LOW",
    signal: "probe",
    literals: oneOf(
      "reject|rejected|550 |554 |relay|rblsmtpd|badiprbl|badiprbl|user unknown|non-smtp|improper command pipelining|too many errors|helo command|sender verify|unrouteable|dropped|pregreet|syntax error|protocol error|blocked using|ratelimit|lost connection after|protocol synchronization|malware|spam|unexpected disconnection|greylist|ruleset=check|unknown user|temporarily blocked|did not issue|rejecting commands|no such user|bad char|hangup|command time limit|command count limit|command length limit|does not resolve to address|rate limit exceeded| blocked |relay attempt",
    ),
    patterns: [
      /\breject: \S{1,20} from \S{1,300}(?: \S{1,20})?: [45]\d\d[ -]|\bmilter-reject: |\bNOQUEUE: reject(?:_warning)?: \S{1,20} from .{1,300}: [45]\d\d /i,
      /\brejected (?:RCPT|EHLO|HELO|MAIL|AUTH|DATA|after|connection|VRFY|ETRN|expn)\b|\brejected because .{1,200} is in a black ?list\b|\bH=.{1,300}\brejected\b|\bdropped: too many|\bSMTP protocol (?:synchronization )?(?:error|violation)|\bSMTP call from .{1,200} dropped\b|\bunexpected disconnection while reading SMTP\b|\bUnknown user\b(?! agent)|\bNO MAIL FROM|\bno host name found\b/i,
      /\bnon-SMTP command from\b|\bimproper command pipelining\b|\btoo many errors after\b|\bPREGREET \d|\blost connection after (?:AUTH|EHLO|HELO|CONNECT|UNKNOWN|RCPT|STARTTLS)\b|\bHANGUP after\b|\bCOMMAND (?:PIPELINING|TIME LIMIT|COUNT LIMIT|LENGTH LIMIT)\b|\bhostname .{1,255} does not resolve to address\b|\brate limit exceeded: \d|\brelay attempt blocked\b|\bConnection from .{1,80} rejected\b|\bBARE NEWLINE\b/i,
      /\brblsmtpd: |^[\w.-]{3,255} blocked [\d.]{7,15} |\bbadiprbl\b|\bblocked .{1,200}\b(?:dnsbl|rbl|using)\b|\brblsmtpd\b|\berror,relay=.{1,300}: 5\d\d |\b5\d\d[ -](?:\d\.\d\.\d{1,2} )?(?:User unknown|Relay(?:ing)? (?:access )?denied|unable to relay)|\bruleset=check_(?:rcpt|relay|mail|eoh|compat), .{1,400}reject=|\bpossible SMTP attack\b|\bdid not issue (?:MAIL|EXPN|VRFY)|\brejecting commands from\b|\bUser unknown\b|\bRelaying denied\b/i,
    ],
    where: ({ event, text }) =>
      event.fields["src"] !== undefined ||
      /\[[\d.:a-f]{3,45}\]|relay=|rblsmtpd|\bip[ =]/i.test(text) ||
      /rblsmtpd|qmail|smtp|exim|mail|sm-mta|postfix|courier|dovecot/.test(event.fields["program"] ?? ""),
    unless: [/\bcleanup\[\d+\]: .{0,40}info:|\bstatus=(?:sent|bounced|deferred)\b/i],
  },
  {
    id: "mail-script-in-address",
    title: "command in a mail address or header",
    techniques: ["T1190"],
    severity: "MEDIUM",
    signal: "probe",
    hears: "all",
    literals: ["${run", "root+:|"],

    patterns: [/\$\{run\{|\broot\+:\|/i],
    where: ({ program }) => /mail|exim|postfix|smtp|dovecot|courier|sm-mta/.test(program),
  },
];
