import { GraphQLError, type GraphQLResolveInfo, getNamedType } from "graphql";
import { adminSchema } from "./schema.ts";

/** Throws Shopify's ACCESS_DENIED where the token's scopes don't reach a field or what it returns. */
export function requireAccess(
  scopes: Set<string>,
  { parentType, fieldName, returnType, path }: GraphQLResolveInfo,
) {
  const known = adminSchema().scopes;
  const returned = getNamedType(returnType).name.replace(/Connection$/, "");
  for (const needed of [known.get(`${parentType.name}.${fieldName}`), known.get(returned)]) {
    if (!needed || needed.some((scope) => holds(scopes, scope))) continue;
    const list = needed.map((scope) => `\`${scope}\` access scope`).join(" or ");
    const code = { code: "ACCESS_DENIED", documentation: "https://shopify.dev/api/usage/access-scopes" };
    const extensions = { ...code, requiredAccess: `${list}.` };
    throw new GraphQLError(`Access denied for ${path.key} field. Required access: ${list}.`, { extensions });
  }
}

const holds = (scopes: Set<string>, scope: string) =>
  scopes.has(scope) || scopes.has(scope.replace(/^read_/, "write_"));
