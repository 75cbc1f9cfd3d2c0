import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getNamedType,
  isCompositeType,
  isLeafType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  type ValueNode,
  visit,
  visitWithTypeInfo,
} from "graphql";

const MUTATION = 10;
/** Parts of a connection, which itself is paid for. */
const WRAPPERS = new Set(["nodes", "edges", "node", "pageInfo"]);

/**
 * What a query may cost at most: 1 an object, nothing a scalar, 10 a mutation, and for a connection 2 and as many
 * objects as it is asked for.
 */
export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const part of document.definitions) {
    if (part.kind === Kind.FRAGMENT_DEFINITION) fragments.set(part.name.value, part);
  }
  const types = new TypeInfo(schema);
  const objects = new Set<object>();
  const mutations = new Set<object>();
  const note = visitWithTypeInfo(types, {
    Field(field) {
      const type = getNamedType(types.getType());
      if (type && isCompositeType(type) && !isLeafType(type)) objects.add(field);
      if (types.getParentType() === schema.getMutationType()) mutations.add(field);
    },
  });
  visit(document, note);

  const priceOf = (set: SelectionSetNode | undefined): number =>
    (set?.selections ?? []).reduce((total, selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return total + priceOf(selection.selectionSet);
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        return total + priceOf(fragments.get(selection.name.value)?.selectionSet);
      }
      const inside = priceOf(selection.selectionSet);
      if (mutations.has(selection)) return total + MUTATION + inside;
      if (!objects.has(selection)) return total;
      if (WRAPPERS.has(selection.name.value)) return total + inside;
      const size = selection.arguments?.find(({ name }) => name.value === "first" || name.value === "last");
      const asked = size ? numberIn(size.value, variables) : null;
      return total + (asked === null ? 1 + inside : 2 + asked * (1 + inside));
    }, 0);

  const operation = document.definitions.find((part) => part.kind === Kind.OPERATION_DEFINITION);
  return Math.max(1, priceOf(operation?.selectionSet));
}

function numberIn(value: ValueNode, variables: Record<string, unknown>): number | null {
  if (value.kind === Kind.INT) return Number(value.value);
  const given = value.kind === Kind.VARIABLE ? variables[value.name.value] : null;
  return typeof given === "number" ? given : null;
}

/** What a query did cost: the objects in its answer. */
export function actualCost(data: unknown, requested: number): number {
  const count = (value: unknown, key: string): number => {
    if (Array.isArray(value)) return value.reduce((total: number, item) => total + count(item, key), 0);
    if (typeof value !== "object" || value === null) return 0;
    const inside = Object.entries(value).reduce((total, [name, part]) => total + count(part, name), 0);
    return inside + (key === "pageInfo" || key === "" ? 0 : 1);
  };
  return Math.max(1, Math.min(requested, count(data, "")));
}
