/** A request that wants to keep the API or the database busy: the body of its POST, and the code that answers it. */
export interface AttackQuery {
  readonly name: string;
  readonly body: string;
  readonly code: string;
}

const times = (count: number, part: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => part(index)).join(" ");
const nested = (depth: number, open: string, inner: string, close: string): string =>
  open.repeat(depth) + inner + close.repeat(depth);
const attack = (name: string, query: string, code = "QUERY_TOO_LARGE", variables = {}): AttackQuery => ({
  name,
  body: JSON.stringify({ query, variables }),
  code,
});

const FIND_HOSTS = "query ($where: HostWhere) { hosts(where: $where) { name } }";
const nestedFilter = (depth: number): object => (depth === 0 ? {} : { NOT: nestedFilter(depth - 1) });

/** What is published against GraphQL servers (OWASP's cheat sheet, graphql-cop), in the words of this schema. */
export const ATTACK_QUERIES: readonly AttackQuery[] = [
  attack("thirty levels", `{ hosts { ${nested(14, "sources { host { ", "name", "} }")} } }`),
  attack("sixteen aliases", `{ ${times(16, (index) => `a${index}: cut { count }`)} }`),
  attack("a hundred aliases", `{ ${times(100, (index) => `a${index}: cut { count }`)} }`),
  attack(
    "aliases in fragments",
    `{ ...F ...F } fragment F on Query { ${times(9, (index) => `a${index}: cut { count }`)} }`,
  ),
  attack("eleven directives", `{ hosts { ${times(11, () => "name @include(if: true)")} } }`),
  attack(
    "a directive many times",
    `{ hosts { name ${times(300, () => "@a")} } }`,
    "GRAPHQL_VALIDATION_FAILED",
  ),
  attack("a field many times", `{ hosts { ${times(600, () => "name")} } }`),
  attack("a document without end", `{ hosts { ${times(5000, () => "name")} } }`, "GRAPHQL_PARSE_FAILED"),
  attack(
    "fragments that double",
    `{ hosts { ...F0 } } ${times(20, (index) => `fragment F${index} on Host { ...F${index + 1} ...F${index + 1} }`)} fragment F20 on Host { name }`,
  ),
  attack(
    "fragments in a circle",
    "{ hosts { ...A } } fragment A on Host { ...B } fragment B on Host { ...A }",
    "GRAPHQL_VALIDATION_FAILED",
  ),
  attack(
    "a billion rows",
    "{ hosts(limit: 1000) { sources(limit: 1000) { templates(limit: 1000) { id } } } }",
  ),
  attack(
    "rows behind connections",
    "{ hostsConnection(first: 1000) { edges { node { sourcesConnection(first: 1000) { edges { node { gaps(limit: 1000) { id } } } } } } } }",
  ),
  attack(
    "rows by variables",
    "query ($n: Int) { hosts(limit: $n) { sources(limit: $n) { gaps(limit: $n) { id } } } }",
    "QUERY_TOO_LARGE",
    {
      n: 1000,
    },
  ),
  attack("rows without a page size", "{ hosts { sources { templates { id } } } }"),
  attack("a filter twenty levels deep", FIND_HOSTS, "QUERY_TOO_LARGE", { where: nestedFilter(20) }),
  attack("a filter of thousands", FIND_HOSTS, "QUERY_TOO_LARGE", {
    where: { OR: Array.from({ length: 1600 }, (_, index) => ({ name: { eq: `${index}` } })) },
  }),
  attack("a filter as a literal", `{ hosts(where: ${nested(20, "{ NOT: ", "{}", "}")}) { name } }`),
  attack("introspection", "{ __schema { types { name fields { name } } } }", "GRAPHQL_VALIDATION_FAILED"),
  {
    name: "a batch",
    body: JSON.stringify(Array.from({ length: 100 }, () => ({ query: "{ cut { count } }" }))),
    code: "BAD_REQUEST",
  },
  attack("a body of 110 kB", `{ hosts { name } } # ${"a".repeat(110_000)}`, "BAD_REQUEST"),
  {
    name: "a body of brackets",
    body: `{"query":"{ hosts { name } }","variables":{"a":${nested(40_000, "[", "", "]")}}}`,
    code: "QUERY_TOO_LARGE",
  },
];
