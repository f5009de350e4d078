import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  GraphQLError,
  type GraphQLObjectType,
  type GraphQLSchema,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  valueFromASTUntyped,
} from "graphql";
import { pageLimits } from "./page-limits.ts";

/** What one request may ask for. `rows`: so many rows at most, should every list be as long as its page allows. */
export const QUERY_LIMITS = {
  tokens: 1000,
  depth: 10,
  aliases: 15,
  directives: 10,
  fields: 500,
  rows: 1_000_000,
  "levels of input": 12,
  "values of input": 3000,
} as const;

type Measure = Record<Exclude<keyof typeof QUERY_LIMITS, "tokens">, number>;
type Variables = Readonly<Record<string, unknown>>;

/** Lists of our own resolvers have no page size; most hold fewer. */
const ROWS_OF_A_LIST = 100;

/**
 * Refuses what would cost too much, before anything of it is done. Linear in the size of the document and its variables: a
 * fragment is measured once, however often it is used.
 *
 * @param document - Parsed with QUERY_LIMITS.tokens; need not be valid.
 * @throws GraphQLError `QUERY_TOO_LARGE` with what was asked for and what is allowed.
 */
export function checkQuery(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): void {
  const measured = new QueryMeasure(schema, document, variables).operation(operation);
  for (const [what, allowed] of Object.entries(QUERY_LIMITS)) {
    const asked = what === "tokens" ? 0 : measured[what as keyof Measure];
    if (asked <= allowed) continue;
    const fact = `the request asks for ${asked.toLocaleString("en")} ${what}; at most ${allowed.toLocaleString("en")} are allowed: ask for less, or in parts`;
    throw new GraphQLError(fact, { extensions: { code: "QUERY_TOO_LARGE", http: { status: 400 } } });
  }
}

class QueryMeasure {
  readonly #schema: GraphQLSchema;
  readonly #document: DocumentNode;
  readonly #variables: Variables;
  readonly #fragments = new Map<string, Measure>();

  constructor(schema: GraphQLSchema, document: DocumentNode, variables: Variables) {
    this.#schema = schema;
    this.#document = document;
    this.#variables = variables;
  }

  operation({ operation, selectionSet, directives = [] }: OperationDefinitionNode): Measure {
    const measured = this.#selections(selectionSet, this.#schema.getRootType(operation), false);
    measured.directives += directives.length;
    addInput(measured, this.#variables, 0);
    return measured;
  }

  /** @param isPage - Whether the field above says how long its list is: a connection's `edges` does not count again. */
  #selections(set: SelectionSetNode, type: GraphQLObjectType | null | undefined, isPage: boolean): Measure {
    const sum = nothing();
    for (const selection of set.selections) {
      sum.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.FIELD) add(sum, this.#field(selection, type, isPage));
      else if (selection.kind === Kind.INLINE_FRAGMENT) {
        const on = selection.typeCondition?.name.value;
        add(
          sum,
          this.#selections(selection.selectionSet, on === undefined ? type : this.#object(on), isPage),
        );
      } else add(sum, this.#fragment(selection.name.value, isPage));
    }
    return sum;
  }

  #fragment(name: string, isPage: boolean): Measure {
    const key = `${name} ${isPage}`;
    const known = this.#fragments.get(key);
    if (known !== undefined) return known;
    // One that uses itself ends here; validation refuses it.
    this.#fragments.set(key, nothing());
    const fragment = this.#document.definitions.find(
      (definition) => definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    if (fragment?.kind !== Kind.FRAGMENT_DEFINITION) return nothing();
    const measured = this.#selections(
      fragment.selectionSet,
      this.#object(fragment.typeCondition.name.value),
      isPage,
    );
    this.#fragments.set(key, measured);
    return measured;
  }

  #field(node: FieldNode, parent: GraphQLObjectType | null | undefined, isPage: boolean): Measure {
    const measured = nothing();
    const field = parent?.getFields()[node.name.value];
    if (node.selectionSet !== undefined && field !== undefined) {
      const page = this.#pageSize(node, field);
      const type = getNamedType(field.type);
      add(measured, this.#selections(node.selectionSet, isObjectType(type) ? type : null, page !== null));
      const rows = page ?? (isList(field) && !isPage ? ROWS_OF_A_LIST : 1);
      measured.rows = rows * (1 + measured.rows);
    }
    measured.depth += 1;
    measured.fields += 1;
    if (node.alias !== undefined) measured.aliases += 1;
    for (const { value } of node.arguments ?? []) addInput(measured, valueFromASTUntyped(value), 0);
    return measured;
  }

  /** Null for a field that has no `limit` and no `first`. */
  #pageSize(node: FieldNode, field: GraphQLField<unknown, unknown>): number | null {
    const argument = field.args.find(({ name }) => name === "limit" || name === "first");
    if (argument === undefined) return null;
    const given = node.arguments?.find(({ name }) => name.value === argument.name)?.value;
    const asked = given === undefined ? undefined : valueFromASTUntyped(given, this.#variables);
    const { default: otherwise, max } = this.#limits(getNamedType(field.type));
    if (typeof asked === "number") return Math.min(Math.max(asked, 1), max);
    return typeof argument.defaultValue === "number" ? argument.defaultValue : otherwise;
  }

  /** Of the directive @limit of the type that a list or connection holds. */
  #limits(type: unknown): { readonly default: number; readonly max: number } {
    const edges = isObjectType(type) ? type.getFields()["edges"] : undefined;
    const edge = edges === undefined ? null : getNamedType(edges.type);
    const node = isObjectType(edge) ? edge.getFields()["node"] : undefined;
    const name = node === undefined ? String(type) : String(getNamedType(node.type));
    return pageLimits.get(name) ?? { default: ROWS_OF_A_LIST, max: 1000 };
  }

  #object(name: string): GraphQLObjectType | null {
    const type = this.#schema.getType(name);
    return isObjectType(type) ? type : null;
  }
}

function nothing(): Measure {
  return {
    depth: 0,
    aliases: 0,
    directives: 0,
    fields: 0,
    rows: 0,
    "levels of input": 0,
    "values of input": 0,
  };
}

/** Counts add up; depths are those of the deepest. */
function add(sum: Measure, part: Measure): void {
  for (const what of Object.keys(sum) as (keyof Measure)[]) {
    const isDepth = what === "depth" || what === "levels of input";
    sum[what] = isDepth ? Math.max(sum[what], part[what]) : sum[what] + part[what];
  }
}

/** Stops below the deepest that is allowed, so that no input makes this recursion deep. */
function addInput(sum: Measure, value: unknown, level: number): void {
  sum["values of input"] += 1;
  sum["levels of input"] = Math.max(sum["levels of input"], level);
  if (typeof value !== "object" || value === null || level > QUERY_LIMITS["levels of input"]) return;
  for (const inner of Object.values(value)) addInput(sum, inner, level + 1);
}

function isList({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(type));
}
