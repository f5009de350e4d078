/** What each line that is missed is, in words; the lines are not ours to show. By the id of its record. */
const WORDS: readonly (readonly [words: string, ids: string])[] = [
  [
    "a connection closed before the login, no user named: health checks make it too; ten of one address in a minute are a finding",
    "f2b-0887 f2b-0903 f2b-0942 f2b-0943 f2b-0944 f2b-1037 f2b-1053 f2b-1079 cs-1466",
  ],
  ["a connection closed, before or after the login is not said", "f2b-0948"],
  [
    "no key exchange, cipher or MAC in common: old clients make it too; ten of one address in a minute are a finding",
    "f2b-0958 f2b-0960 f2b-0961 f2b-0963 f2b-0966 f2b-1084 f2b-1086 f2b-1088 f2b-1091",
  ],
  [
    "a login that went well, an attack by what came before it elsewhere: by itself every login would be one",
    "f2b-0913 f2b-0916 f2b-1061 f2b-1064",
  ],
  ["a debug line of a service about a connection answered with 403, with no request in it", "cs-1109"],
  ["a web server's error about something that was not found, with neither request nor address", "wz-0952"],
  ["a warning of PHP about the type of a parameter", "wz-1173"],
  ["a proxy's debug lines about streams to many ports", "cs-1692"],
  ["one connection to a honeypot, told as a log of SSH tells it", "cs-0446"],
  ["one bad request (400) of each of several addresses", "cs-0787"],
];

const BY_ID = new Map(WORDS.flatMap(([words, ids]) => ids.split(" ").map((id) => [id, words] as const)));

export const missedWords = (id: string): string => BY_ID.get(id) ?? "not looked at yet";
