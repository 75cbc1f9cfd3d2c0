import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { buildClientSchema, type GraphQLSchema } from "graphql";

const FILE = new URL("../../node_modules/@shopify/dev-mcp/dist/data/admin_2026-10.json.gz", import.meta.url);

/** The whole Admin API 2026-10 of Shopify, from the npm package that carries it. */
export async function shopifySchema(): Promise<GraphQLSchema> {
  const { data } = JSON.parse(gunzipSync(await readFile(FILE)).toString("utf8"));
  return buildClientSchema(data);
}
