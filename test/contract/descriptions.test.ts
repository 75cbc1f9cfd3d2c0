import { parse, validate } from "graphql";
import { describe, expect, it } from "vitest";
import type { Exchange } from "../sandbox/kit/exchanges.ts";
import {
  klaviyoDescription,
  shopifySchema,
  twilioDescription,
  zendeskDescription,
} from "./kit/descriptions.ts";
import { createDescription } from "./kit/openapi/description.ts";

type Request = { headers?: Record<string, string>; type?: string; body?: unknown };
type Answer = { status: number; type?: string; body?: unknown };

function exchange(line: string, { headers = {}, type, body }: Request, answer: Answer): Exchange {
  const [method = "", path = ""] = line.split(" ");
  const text = (value: unknown) =>
    value === undefined ? "" : typeof value === "string" ? value : JSON.stringify(value);
  return {
    at: new Date(0),
    method,
    path,
    requestHeaders: { ...headers, ...(type && { "content-type": type }) },
    requestBody: text(body),
    status: answer.status,
    responseHeaders: answer.type ? { "content-type": `${answer.type}; charset=utf-8` } : {},
    responseBody: text(answer.body),
  };
}

const json = "application/json";

describe("an OpenAPI description", () => {
  const { violations } = createDescription({
    paths: {
      "/things/mine": { get: { responses: { 200: { content: {} } } } },
      "/things/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" } }],
        get: {
          parameters: [
            {
              name: "page",
              in: "query",
              style: "deepObject",
              schema: { properties: { size: { type: "integer" } } },
            },
            {
              name: "fields",
              in: "query",
              explode: false,
              schema: { type: "array", items: { enum: ["a", "b"] } },
            },
            { name: "revision", in: "header", required: true, schema: { type: "string" } },
          ],
          responses: {
            200: { content: { [json]: { schema: { $ref: "#/components/schemas/Thing" } } } },
            "4XX": { content: { [json]: { schema: { type: "object", required: ["error"] } } } },
          },
        },
        put: {
          requestBody: {
            required: true,
            content: { [json]: { schema: { $ref: "#/components/schemas/Thing" } } },
          },
          responses: { 204: {} },
        },
      },
    },
    components: {
      schemas: {
        Thing: {
          allOf: [
            {
              type: "object",
              required: ["id", "name"],
              properties: {
                id: { type: "integer", readOnly: true },
                name: { type: "string", nullable: true },
                colour: { type: "string", nullable: true, enum: ["red"] },
                owner: { oneOf: [{ type: "integer" }, { $ref: "#/components/schemas/Owner" }] },
                size: { type: "object", properties: { width: { type: "integer" } } },
                notes: { type: "object" },
                secret: { type: "string", writeOnly: true },
              },
            },
            { properties: { size: { type: "object", properties: { height: { type: "integer" } } } } },
          ],
        },
        Owner: { type: "object", properties: { email: { type: "string", format: "email" } } },
      },
    },
  });
  const headers = { revision: "1" };
  const answering = (body: unknown) =>
    violations(exchange("GET /things/1", { headers }, { status: 200, type: json, body }));
  const asking = (body: unknown) =>
    violations(exchange("PUT /things/1", { type: json, body }, { status: 204 }));

  it("takes what it describes", () => {
    const line = "GET /things/1?page[size]=5&fields=a,b";
    const body = { id: 1, name: null, colour: null, owner: { email: "a@b.example" }, notes: { any: 1 } };
    expect(violations(exchange(line, { headers }, { status: 200, type: json, body }))).toEqual([]);
    expect(asking({ name: "without the id, which is read-only" })).toEqual([]);
  });

  it("prefers a literal path to a placeholder", () => {
    expect(violations(exchange("GET /things/mine", {}, { status: 200 }))).toEqual([]);
  });

  it("tells of a path or method that it does not have", () => {
    expect(violations(exchange("GET /nothing", {}, { status: 200 }))).toEqual([
      "GET /nothing is not described",
    ]);
    expect(violations(exchange("DELETE /things/1", {}, { status: 204 }))).toEqual([
      "DELETE /things/1 is not described",
    ]);
  });

  it("tells of parameters", () => {
    const line = "GET /things/x?page[size]=many&fields=a,c&sort=up";
    expect(violations(exchange(line, {}, { status: 200, type: json, body: { id: 1, name: "n" } }))).toEqual([
      'GET /things/x 200: request.path.id must be integer, is "x"',
      'GET /things/x 200: request.query.page.size must be integer, is "many"',
      'GET /things/x 200: request.query.fields[1] must be one of a, b, is "c"',
      "GET /things/x 200: request.header.revision is missing",
      "GET /things/x 200: request.query.sort is not described",
    ]);
  });

  it("tells of bodies", () => {
    expect(answering({ id: "1", name: "n" })).toEqual([
      'GET /things/1 200: response.id must be integer, is "1"',
    ]);
    expect(answering({ id: 1 })).toEqual(["GET /things/1 200: response.name is missing"]);
    expect(answering({ id: 1, name: "n", weight: 2 })).toEqual([
      "GET /things/1 200: response.weight is not described",
    ]);
    expect(answering("")).toEqual(["GET /things/1 200: response has no body"]);
    expect(answering("{")).toEqual(["GET /things/1 200: response is not JSON"]);
    expect(asking(undefined)).toEqual(["PUT /things/1 204: request has no body"]);
    expect(violations(exchange("PUT /things/1", { type: "text/plain", body: "x" }, { status: 204 }))).toEqual(
      ["PUT /things/1 204: request is text/plain, described is application/json"],
    );
  });

  it("joins what the parts of `allOf` say of one property", () => {
    expect(asking({ name: "n", size: { width: 1, height: 2 } })).toEqual([]);
    expect(asking({ name: "n", size: { width: 1, depth: 3 } })).toEqual([
      "PUT /things/1 204: request.size.depth is not described",
    ]);
  });

  it("tells of what is read-only in a request and write-only in an answer", () => {
    expect(asking({ id: 1, name: "n" })).toEqual(["PUT /things/1 204: request.id is read-only"]);
    expect(answering({ id: 1, name: "n", secret: "s" })).toEqual([
      "GET /things/1 200: response.secret is write-only",
    ]);
  });

  it("tells of alternatives only what came closest", () => {
    expect(asking({ name: "n", owner: { email: "nobody" } })).toEqual([
      'PUT /things/1 204: request.owner.email must match format "email"',
    ]);
    expect(asking({ name: "n", owner: "me" })).toEqual([
      'PUT /things/1 204: request.owner must be integer or object, is "me"',
    ]);
  });

  it("tells of a success that it does not have, and holds refusals against their range", () => {
    expect(violations(exchange("GET /things/1", { headers }, { status: 206 }))).toEqual([
      "GET /things/1 206: status 206 is not described",
    ]);
    expect(violations(exchange("GET /things/1", {}, { status: 404, type: json, body: {} }))).toEqual([
      "GET /things/1 404: response.error is missing",
    ]);
    expect(violations(exchange("GET /things/1", {}, { status: 500, type: json, body: {} }))).toEqual([]);
  });
});

const zendesk = await zendeskDescription();
describe.skipIf(!zendesk)("Zendesk's description, from ../shared/specs", () => {
  const ticket = {
    subject: "Where is my parcel?",
    comment: { body: "Since Monday", public: true },
    tags: ["sms"],
  };
  const created = (id: unknown) => ({
    status: 201,
    type: json,
    body: { ticket: { id, status: "new", via: { channel: "api" } } },
  });

  it("takes a ticket, with and without `.json`", () => {
    for (const path of ["/api/v2/tickets", "/api/v2/tickets.json"]) {
      const sent = exchange(`POST ${path}`, { type: json, body: { ticket } }, created(35));
      expect(zendesk?.violations(sent)).toEqual([]);
    }
  });

  it("tells of a text where an id belongs, and of a property that Zendesk does not know", () => {
    const wrong = { ticket: { ...ticket, tagz: [] } };
    expect(
      zendesk?.violations(exchange("POST /api/v2/tickets", { type: json, body: wrong }, created("35"))),
    ).toEqual([
      "POST /api/v2/tickets 201: request.ticket.tagz is not described",
      'POST /api/v2/tickets 201: response.ticket.id must be integer, is "35"',
    ]);
  });
});

const klaviyo = await klaviyoDescription();
describe.skipIf(!klaviyo)("Klaviyo's description, from ../shared/specs", () => {
  const type = "application/vnd.api+json";
  const event = (profile: object) => ({
    data: {
      type: "event",
      attributes: {
        unique_id: "ticket-1-opened",
        properties: { Ticket_id: 1 },
        metric: { data: { type: "metric", attributes: { name: "Opened Ticket" } } },
        profile: { data: { type: "profile", attributes: profile } },
      },
    },
  });
  const send = (headers: Record<string, string>, profile: object) =>
    klaviyo?.violations(
      exchange("POST /api/events", { headers, type, body: event(profile) }, { status: 202 }),
    );

  it("takes an event", () => {
    expect(send({ revision: "2026-07-15" }, { phone_number: "+4915112345678" })).toEqual([]);
  });

  it("tells of a missing revision and of a property that Klaviyo does not know", () => {
    expect(send({}, { phone: "+4915112345678" })).toEqual([
      "POST /api/events 202: request.header.revision is missing",
      "POST /api/events 202: request.data.attributes.profile.data.attributes.phone is not described",
    ]);
  });
});

const twilio = await twilioDescription();
describe.skipIf(!twilio)("Twilio's description, from ../shared/specs", () => {
  const account = `AC${"0".repeat(32)}`;
  const path = `/2010-04-01/Accounts/${account}/Messages.json`;
  const send = (form: Record<string, string>, message: object) => {
    const body = new URLSearchParams({ To: "+4915112345678", From: "+4915735980000", Body: "Hi", ...form });
    const type = "application/x-www-form-urlencoded";
    const answer = { status: 201, type: json, body: { account_sid: account, uri: path, ...message } };
    return twilio?.violations(exchange(`POST ${path}`, { type, body: body.toString() }, answer));
  };

  it("takes a message", () => {
    expect(
      send({ ShortenUrls: "true" }, { sid: `SM${"1".repeat(32)}`, status: "queued", price: null }),
    ).toEqual([]);
  });

  it("tells of a field that Twilio does not know and of an impossible id", () => {
    expect(send({ Text: "Hi" }, { sid: `XX${"1".repeat(32)}` })).toEqual([
      `POST ${path} 201: request.Text is not described`,
      `POST ${path} 201: response.sid must match pattern "^(SM|MM)[0-9a-fA-F]{32}$"`,
    ]);
  });
});

describe("Shopify's schema", () => {
  it("takes an operation that the API has, and no other", async () => {
    const schema = await shopifySchema();
    const errors = (query: string) => validate(schema, parse(query)).map(({ message }) => message);
    expect(errors("{ shop { myshopifyDomain } }")).toEqual([]);
    expect(errors("{ shop { colour } }")).toEqual(['Cannot query field "colour" on type "Shop".']);
  });
});
