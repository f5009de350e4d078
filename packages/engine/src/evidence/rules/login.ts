import type { EventText } from "../event-text.ts";
import { oneOf, type EvidenceRule } from "../rule.ts";

/** Someone is named: an address or a user. Sentences about a service that cannot sign in name nobody. */
const namesSomeone = ({ event }: EventText): boolean =>
  event.fields["src"] !== undefined || event.fields["user"] !== undefined;

/** What makes `failed login` a form, a job or a service and not an attempt. */
const ABOUT_SOFTWARE = [
  /\b(?:fail(?:ed|ure)?|invalid|error|denied|unable|cannot|could not)\b.{0,40}\b(?:start|load|render|send|parse|compile|connect to (?:the )?(?:server|database|backend|upstream)|create|initiali[sz]e|update|save|migrate)\b/i,
  /\b(?:login|auth\w*|password|token|user|account) (?:page|form|template|service|module|server|reset|policy|hash|file|cache|plugin|schema|table|tests?|handler|provider|library|session)\b(?! (?:from|by)\b)/i,
  /\b(?:user|account|token|login|auth\w*)[ -](?:input|agent|preferences|settings|profile|data|info|group|role|messages?)\b(?! (?:from|by)\b)/i,
];

const failed = { techniques: ["T1110"], severity: "LOW", signal: "login-failed" } as const;

/** Failed logins in the words of many services, and the logins that went well. */
export const LOGIN_RULES: readonly EvidenceRule[] = [
  {
    ...failed,
    id: "login-failed",
    title: "failed login",
    literals: oneOf("fail|invalid|incorrect|wrong|bad|unsuccessful|denied|reject|illegal|error"),
    patterns: [
      /\b(?:fail(?:ed|ures?)?|unsuccessful|invalid|incorrect|wrong|bad|illegal|denied|rejected)[\s:_-]{1,3}(?:[^\s]{1,30} ){0,2}"?(?:log[ -]?[io]ns?|sign[ -]?[io]ns?|(?:\dFA )?authenticat(?:e|ion|ing)|authori[sz]ation|auth|passw(?:or)?ds?|passphrase|passwd|credentials?|publickey|keyboard-interactive|hostbased|admin token|api key|(?:TOTP|OTP|2FA|two-factor|recovery|verification) (?:code|token)|TOTP)\b/i,
      /(?<![\w/])(?:log[ -]?[io]n|sign[ -]?in|authentications?|authenticat(?:e|ing)|authori[sz]ation|auth|password|passphrase|credentials)[^a-z0-9]{1,4}(?:[^\s]{1,60} ){0,8}?(?:fail(?:ed|ures?|s)?|incorrect|mismatch|invalid|denied|rejected|unsuccessful|refused|doesn't match|does not match|not (?:correct|valid))\b/i,
      /\bauthentication error for\b|\baccess denied\b.{0,20}\b(?:client|password|credentials|login)\b|^token is invalid\b|\btoo much AUTH errors\b|\breading authentication information from client\b/i,
    ],
    unless: [...ABOUT_SOFTWARE, /\bfor client \(unknown/i],
    where: namesSomeone,
  },
  {
    ...failed,
    id: "login-failed-tag",
    title: "failed login",
    literals: oneOf(
      "authfail|auth-fail|auth_fail|autherr|badlogin|bad su |fail login|login fail|failed login|failed password|login failure|logon failure|login denied|login incorrect|incorrect password|password mismatch|invalid password|wrong password|bad password|password incorrect|password doesn't match|get_password failed|authentication failure|auth failed|loginfailed|login_failed|login.failed|wrongpass|invalidpassword|invalidaccountid|challengeresponsefailed|failedacl|connection_failed|err=49|nt_status_|preauth_failed|client_not_found|authentication_failed|notauthenticated|res=failed|res=\"failed|unable to authenticate the request|ora-01017|18456",
    ),
    patterns: [
      /\bauth(?:entication)?[_-]?(?:fail|err)|\bbadlogin\b|\bbad su \b|\bfail(?:ed)? login\b(?! (?:page|form))|\blogin fail(?!ure rate)|\bfailed password\b(?! (?:reset|change))|\blog[io]n (?:failure|denied|incorrect)\b|\b(?:incorrect|invalid|wrong|bad) password\b|\bpassword (?:mismatch|incorrect|doesn't match)|get_password failed|\bauthentication failure\b|\bauth failed\b|\blogin[_.]?failed\b|\bunable to authenticate the request\b/i,
      /\bwrongpass\b|"(?:invalidpassword|invalidaccountid|challengeresponsefailed|failedacl)"|"connection_failed"|\berr=49\b|\bNT_STATUS_(?:WRONG_PASSWORD|NO_SUCH_USER|LOGON_FAILURE|ACCOUNT_LOCKED_OUT|ACCOUNT_DISABLED)\b|\b(?:PREAUTH_FAILED|CLIENT_NOT_FOUND|AUTHENTICATION_FAILED)\b|\btype=(?:USER_LOGIN|USER_AUTH|USER_ERR|CRED_ACQ)\b.{0,600}\bres="?failed|\bora-01017\b|\bError: 18456\b/i,
    ],
    // A failed bind is the second line of a pair whose first names the user: by itself it may be one of a search's.
    unless: [ABOUT_SOFTWARE[1] ?? /^$/, /^conn=\d+ op=0 RESULT tag=97 err=49/],
  },
  {
    ...failed,
    id: "login-unknown-user",
    title: "login as a user that is not there or not allowed",
    techniques: ["T1110", "T1589"],
    literals: oneOf("user|account|login|peer|registr|directory|mailbox|identity"),
    patterns: [
      /\b(?:invalid|unknown|illegal|bad|wrong|unrecogni[sz]ed|nonexist[ae]nt|unauthori[sz]ed) (?:[^\s]{1,30} ){0,2}?(?:user(?:[ _-]?name)?|login|account|peer|mailbox)\b/i,
      /\b(?:user|username|account|login|peer)\b[^a-z].{0,80}?\b(?:(?:was |is )?not found|unknown|(?:does|did) not exist|doesn't exist|not allowed|is disabled|denied|locked|locked out|not in sudoers|no such user)\b/i,
      /\b(?:no such|(?:could not|couldn't|cannot|can't|unable to) (?:retrieve|find)|not found:?) (?:user|account|login)\b/i,
      /\bwas not found in (?:\w+ )?directory\b|\bno matching peer\b|\bpassword is incorrect\b|\busername or password\b|\bRegistration from .{0,200}? failed\b/i,
    ],
    unless: [...ABOUT_SOFTWARE, /\bsubsystem\b|\buser input\b|\bInbound\b|\(in reply to /i],
    where: namesSomeone,
  },
  {
    ...failed,
    id: "login-refused-by-database",
    title: "login refused by a database",
    literals: oneOf(
      'access denied for user|password authentication failed|no pg_hba.conf|login failed for user|role "|authentication failed|invalid credential|user authentication failed',
    ),
    patterns: [
      /\baccess denied for user\b|\bpassword authentication failed for user\b|\bno pg_hba\.conf entry for\b|\blogin failed for user\b|\bauthentication failed (?:for|\()|FATAL: +role ".{1,80}" does not exist|(?:ident|peer|gssapi|ldap|pam|radius|certificate) authentication failed\b/i,
    ],
    unless: [/\bfor client \(unknown/i],
  },
  {
    ...failed,
    id: "login-failed-other-language",
    title: "failed login",
    literals: oneOf(
      "login|anmeld|connexion|authentif|inlog|aanmeld|sesi|acces|accesso|passwort|kennwort|mot de passe|contrase",
    ),
    patterns: [
      /(?<![a-zà-ÿ])(?:fehler(?:haft\w{0,2})?|falsch\w{0,2}|ung.{1,2}ltig\w{0,2}|mislukte?|onjuist|[eé]chec|echou\w{1,2}|[eé]chou[eé]e?|fallid[oa]|fall[oó]|non riuscit[oa]|nieudan\w|misslyck\w{1,5}|incorrecte?)\b.{0,30}\b(?:log[io]n|anmeld\w*|connexion|authentifi\w+|inlog\w*|aanmeld\w*|inicio de sesi|acceso|accesso|pass?wor[dt]|kennwort|mot de passe)/i,
      /\b(?:anmeld\w*|log[io]n|connexion|authentifi\w+|inlog\w*|aanmeld\w*|inicio de sesi\S{0,3}|acceso|accesso|passwort|kennwort|mot de passe)\b.{0,30}\b(?:fehlgeschlagen|falsch|mislukt|[eé]chou[eé]e?|fallid[oa]|fall[oó]|non riuscit[oa]|incorrecte?)\b/i,
    ],
    where: namesSomeone,
  },
  {
    ...failed,
    id: "login-not-authorized-by-http",
    hears: "all",
    title: "request without a valid login (HTTP 401 or 407)",
    literals: oneOf("401|407|unauthorized|not authorized"),
    patterns: [/\b(?:401|407)\b|TCP_DENIED\/407|\b(?:unauthorized|not authorized)\b/i],
    // An access log tells the status: words in its request do not count.
    where: ({ event, isRequest, status, text }) =>
      status === 401 ||
      status === 407 ||
      (!event.message.startsWith('"') &&
        (/TCP_DENIED\/407|" 401\b|(?:^|\| ?)401 {1,3}\|/.test(text) ||
          (isRequest && /\b(?:unauthorized|not authorized)\b/i.test(text)))),
  },
  {
    ...failed,
    id: "login-form-refused",
    hears: "all",
    title: "login form refused (HTTP 403)",
    literals: oneOf("login|signin|sign_in|sign-in|session|/auth|admin|user"),
    patterns: [
      /\/(?:log-?in|sign[-_]?in|sessions?|auth|token|callback)\/?(?:[? "]|$)|\berror="(?:forbidden|unauthorized)"/i,
    ],
    where: ({ event, isRequest, status, text }) =>
      isRequest &&
      (status === 403 ||
        (!event.message.startsWith('"') &&
          (/"?action"?[=:]"?failure\b/.test(text) || /"?status"?[=:]"?0\b/.test(text)))),
  },
  {
    id: "login-accepted",
    title: "login",
    techniques: ["T1078"],
    severity: null,
    signal: "login",
    literals: oneOf(
      "accepted |login success|successful login|successful 1fa|logged in|login successful|4624|login ok|login succeeded|authentication succeeded|ok login|consolelogin",
    ),
    // Anchored at the beginning where a user's name could hold the words.
    patterns: [
      /^Accepted (?:password|publickey|keyboard-interactive|gssapi|hostbased|none)[\w/-]{0,30} for /,
      /^(?:\[[^\]]{0,60}\] ?)*(?:user [^\s]{1,60} )?(?:login success|successful (?:login|1FA)|logged in|login (?:successful|ok|succeeded)|OK LOGIN)/i,
      /\b(?:successfully logged in|user "?[^\s"]{1,60}"? (?:logged in|authenticated)|authentication succeeded)\b/i,
      /\bEventID 4624\b|event_id="4624"/i,
      /eventName="ConsoleLogin"/,
    ],
    unless: [/\bfail|\bdenied\b|\bnot logged in\b|errorMessage=/i],
  },
];
