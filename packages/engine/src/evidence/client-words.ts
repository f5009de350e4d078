import type { LogEvent } from "../event.ts";

/** A request behind which an access log has its status; what follows is the client's too. */
const ACCESS = /^"[^]{0,8192}" \d{3} (?:\d|-)/;
/** Requests and their parts as error logs and proxies quote them. */
const QUOTED =
  /\b(?:request|referrer|referer|host): "[^"]{0,8192}"|"[A-Z]{3,10} [^"]{0,8192} HTTP\/[\d.]{1,3}"/g;
/** Words of a command that somebody ran: they are no words of the service that logs them. */
const COMMAND = /\b(?:COMMAND=|HISTORY: |CMD \(|cmd=|argc=)/;

/** Fields that say what a client sent, by the last part of their names. */
const CLIENT_FIELDS = new Set(
  "request request_uri url path query args body user_agent useragent http_user_agent referer referrer http_referer cs-uri-stem cs-uri-query".split(
    " ",
  ),
);

/** Whether a field is what a client sent, whatever the service says of it. */
export function isClientField(name: string): boolean {
  return CLIENT_FIELDS.has(name.slice(name.lastIndexOf(".") + 1).toLowerCase());
}

/**
 * What is left of a message when the words are taken out that a client chose: the request of an access log with all behind it, and the name
 * of whoever logs in. Each of them can imitate any message.
 */
export function withoutClientWords({ message, fields }: LogEvent): string {
  if (ACCESS.test(message)) return "";
  const program = fields["program"] ?? fields["app"] ?? "";
  const unquoted = message.includes('"') ? message.replace(QUOTED, "_") : message;
  if (program.startsWith("sshd") && !unquoted.startsWith("pam_")) return withoutSshName(unquoted);
  const pam = unquoted.includes("rhost=") ? unquoted.indexOf(" user=") : -1;
  if (pam >= 0) return `${unquoted.slice(0, pam)} user=_`;
  return withoutName(withoutClientFields(unquoted, fields), fields["user"]);
}

/** Of a structured line the message shows all fields. */
function withoutClientFields(message: string, fields: LogEvent["fields"]): string {
  let text = message;
  for (const [name, value] of Object.entries(fields))
    if (isClientField(name) && value.length > 1) text = text.replace(`${name}="${value}"`, `${name}="_"`);
  return text;
}

/** A plain word may be a word of the sentence too: there the name is what comes last. */
function withoutName(message: string, name: string | undefined): string {
  if (name === undefined || name === "root") return message;
  if (/\W/.test(name)) return message.replaceAll(name, "_");
  const at = message.lastIndexOf(name);
  return at < 0 ? message : `${message.slice(0, at)}_${message.slice(at + name.length)}`;
}

/** The same without the words of a command. */
export function withoutCommand(text: string): string {
  const at = text.search(COMMAND);
  return at < 0 ? text : text.slice(0, at);
}

/** In sshd's sentences all between `user` or `for` and the last address is the name, which may be long and hold anything. */
function withoutSshName(message: string): string {
  const [lead] =
    /^.{0,80}?\b(?:(?:for )?(?:invalid|illegal|authenticating) user|user(?! not known)|for) /i.exec(
      message,
    ) ?? [];
  if (lead === undefined) return message;
  const port = message.lastIndexOf(" port ");
  const end = port < 0 ? message.lastIndexOf(" from ") : message.lastIndexOf(" ", port - 1);
  if (end <= lead.length) return message;
  return `${lead}_${message.slice(lead.length, end).endsWith(" from") ? " from" : ""}${message.slice(end)}`;
}
