/**
 * What kind of lines an open event may go on with.
 *
 * | block | begun by | goes on with |
 * |---|---|---|
 * | none | any entry | indented lines when it has a header; first lines of the other blocks |
 * | java | exception of Java, .NET, Scala … | `at …`, `Caused by:`, `... 3 more` |
 * | python | `Traceback` | indented lines, one `Name: text` |
 * | python-end | the last line of a traceback | `During handling of …`, `The above exception …` |
 * | go | `panic:`, `goroutine 1 [running]:` | dumps of goroutines, blank lines between them |
 * | node | a place in a script, an error with a stack | the source line, `^`, the error, its frames |
 * | ruby, php | an error with frames | frames |
 * | dated | a line that is nothing but a time, as Oracle's alert log has them | text up to the next entry or blank line |
 * | report | `=ERROR REPORT==== …` of Erlang | text up to a blank line |
 * | sections | `--1a2b3c4d-A--` of ModSecurity's audit log | everything up to the section Z of that name |
 * | xml, json, journal, slow-query | an opening | everything up to the end of the structure |
 */
export type Block =
  | "none"
  | "java"
  | "python"
  | "python-end"
  | "go"
  | "node"
  | "ruby"
  | "php"
  | "xml"
  | "json"
  | "journal"
  | "dated"
  | "report"
  | "sections"
  | "slow-query"
  | "slow-query-text";
