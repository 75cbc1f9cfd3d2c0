import {
  defaultFieldResolver,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLTypeResolver,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from "graphql";
import { findNode } from "../operations/nodes.ts";
import { requireAccess } from "./access.ts";
import { connection } from "./connection.ts";
import type { Context } from "./context.ts";
import { Reference } from "./reference.ts";

const BLANK_SCALARS: Record<string, unknown> = {
  Boolean: false,
  Int: 0,
  Float: 0,
  Money: "0.00",
  Decimal: "0.0",
  UnsignedInt64: "0",
  DateTime: "2024-01-01T00:00:00Z",
  CurrencyCode: "EUR",
  ID: "gid://shopify/Unknown/0",
  URL: "https://moorlicht.example/",
};

/** Reads a field from the sandbox's data; what the sandbox knows nothing of is null, or blank where null is not allowed. */
export const resolveField: GraphQLFieldResolver<unknown, Context> = (source, args, context, info) => {
  requireAccess(context.scopes, info);
  const held = defaultFieldResolver(source, args, context, info);
  const value = held instanceof Reference ? findNode(held.type, held.id, context) : held;
  if (value !== undefined) return value;
  if (info.parentType === info.schema.getMutationType()) {
    throw new GraphQLError(`The sandbox does not know the mutation ${info.fieldName}`);
  }
  if (!isNonNullType(info.returnType)) return null;
  const type = info.returnType.ofType;
  return isObjectType(type) && type.name.endsWith("Connection") ? connection([], args, context) : blank(type);
};

function blank(type: GraphQLOutputType): unknown {
  if (isListType(type)) return [];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isLeafType(type)) return BLANK_SCALARS[type.name] ?? "";
  return {};
}

export const resolveType: GraphQLTypeResolver<unknown, Context> = (value, _context, { schema }, type) => {
  const named = (value as { __typename?: string }).__typename;
  return named ?? (isAbstractType(type) ? schema.getPossibleTypes(type)[0]?.name : undefined);
};
