import type { Exchange } from "../../../sandbox/kit/exchanges.ts";
import { type Body, type OpenApi, type Operation, type Parameter, resolve, type Schema } from "./document.ts";
import { explain } from "./messages.ts";
import { createPaths, type Match } from "./paths.ts";
import { createSchemas, type Direction } from "./schemas.ts";
import { belongsTo, fromForm, fromQuery, fromText } from "./text-values.ts";

/** A vendor's published description, against which exchanges are held. */
export interface Description {
  /** What in this request or in its answer is not as the vendor describes it; empty when all is. */
  violations(exchange: Exchange): string[];
}

/** Where a vendor's description is known to say less, or other, than the vendor does. */
export interface Looseness {
  /** What may follow every described path: a pattern's source. */
  suffix?: string;
  /** Violations that are the description's fault. */
  forgiven?: RegExp[];
}

const isJson = (type: string) => /[/+]json$/.test(type);
const essence = (contentType: string | undefined) => contentType?.split(";")[0]?.trim().toLowerCase();

/** Holds exchanges against an OpenAPI 3.0 document. Its schemas are compiled when they are first needed. */
export function createDescription(document: OpenApi, looseness: Looseness = {}): Description {
  const match = createPaths(document, looseness.suffix);
  const validator = createSchemas(document);

  function invalid(root: string, data: unknown, schema: Schema, direction: Direction): string[] {
    const validate = validator(schema, direction);
    return validate(data) ? [] : explain(root, validate.errors ?? []);
  }

  function parameters(
    { parameters, pathValues }: Match,
    exchange: Exchange,
    query: URLSearchParams,
  ): string[] {
    const read = (parameter: Parameter): unknown => {
      const { name, schema } = parameter;
      if (parameter.in === "query") return fromQuery(document, query, parameter);
      const text = parameter.in === "path" ? pathValues[name] : exchange.requestHeaders[name.toLowerCase()];
      return text === undefined ? undefined : fromText(document, [text], schema);
    };
    const found = parameters.flatMap((parameter) => {
      const where = `request.${parameter.in}`;
      const value = read(parameter);
      if (value === undefined) return parameter.required ? [`${where}.${parameter.name} is missing`] : [];
      return invalid(`${where}.${parameter.name}`, value, parameter.schema ?? {}, "request");
    });
    const described = parameters.filter((parameter) => parameter.in === "query");
    const unknown = [...new Set(query.keys())].filter(
      (key) => !described.some((parameter) => belongsTo(parameter, key)),
    );
    return [...found, ...unknown.map((key) => `request.query.${key} is not described`)];
  }

  function body(root: Direction, described: Body, type: string | undefined, text: string): string[] {
    const types = Object.keys(described.content ?? {});
    const required = described.required ?? (root === "response" && types.length > 0);
    if (text === "" && (!type || isJson(type))) return required ? [`${root} has no body`] : [];
    if (types.length === 0) return [];
    const media = described.content?.[type ?? ""];
    if (!media) return [`${root} is ${type ?? "of no type"}, described is ${types.join(" or ")}`];
    if (!media.schema) return [];
    if (type === "application/x-www-form-urlencoded") {
      return invalid(root, fromForm(document, new URLSearchParams(text), media.schema), media.schema, root);
    }
    if (!type || !isJson(type)) return [];
    const value = readJson(text);
    return value === undefined ? [`${root} is not JSON`] : invalid(root, value, media.schema, root);
  }

  function request({ operation }: Match, { requestHeaders, requestBody }: Exchange): string[] {
    if (!operation.requestBody) return requestBody === "" ? [] : ["request has a body, none is described"];
    const type = essence(requestHeaders["content-type"]);
    return body("request", resolve(document, operation.requestBody), type, requestBody);
  }

  function response({ operation }: Match, exchange: Exchange): string[] {
    const { status, responseHeaders, responseBody } = exchange;
    const described = answerFor(operation, status);
    // Descriptions leave most refusals out; a success that they leave out is a mistake of ours.
    if (!described) return status < 400 ? [`status ${status} is not described`] : [];
    const answer = resolve<Body>(document, described);
    return body("response", answer, essence(responseHeaders["content-type"]), responseBody);
  }

  return {
    violations(exchange) {
      const { pathname, searchParams } = new URL(exchange.path, "http://vendor");
      const title = `${exchange.method} ${pathname}`;
      const found = match(exchange.method, pathname);
      if (!found) return [`${title} is not described`];
      // What a vendor refused may be wrong, or refused before it was read.
      const asked =
        exchange.status < 400
          ? [...parameters(found, exchange, searchParams), ...request(found, exchange)]
          : [];
      return [...asked, ...response(found, exchange)]
        .map((violation) => `${title} ${exchange.status}: ${violation}`)
        .filter((violation) => !looseness.forgiven?.some((pattern) => pattern.test(violation)));
    },
  };
}

function answerFor({ responses = {} }: Operation, status: number) {
  return responses[status] ?? responses[`${Math.floor(status / 100)}XX`] ?? responses.default;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
