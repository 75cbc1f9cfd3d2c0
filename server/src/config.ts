import { z } from "zod";

const key = z.string().transform((pair, context) => {
  const [id, secret] = pair.split(":");
  const bytes = Buffer.from(secret ?? "", "base64");
  if (id === undefined || !/^[\w-]+$/.test(id) || bytes.length !== 32) {
    context.addIssue({
      code: "custom",
      message: "each key is ID:BASE64, an id of letters and digits, 32 random bytes in base64",
    });
    return z.NEVER;
  }
  return { id, bytes };
});

const origin = z
  .string()
  .regex(/^https?:\/\/[^/]+$/, "an origin such as https://example.com, without a path");

/** An origin, with `*` for one label: `https://*.apps.zdusercontent.com`. */
const originPattern = z
  .string()
  .regex(/^https?:\/\/(\*\.)?[a-z0-9.-]+(:\d+)?$/, "origins such as https://*.example.com, without a path");

const listed = z.string().transform((list) => list.split(",").map((one) => one.trim()));

const fields = z.object({
  HOST: z.string().default("0.0.0.0"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** Where vendors and Zendesk's proxy reach this server. */
  PUBLIC_URL: origin,
  /** A short domain that leads to this server, for links in texts; `PUBLIC_URL` when absent. */
  LINK_ORIGIN: origin.optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(file|https?|libsql):/)
    .default("file:sidethread.db"),
  DATABASE_TOKEN: z.string().optional(),
  /** The first key seals; all of them open. */
  SECRET_KEYS: listed.pipe(z.array(key).min(1)),
  OPERATOR_TOKEN: z.string().min(16, "at least 16 characters"),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Days for which handled deliveries and finished effects are kept. */
  KEEP_DAYS: z.coerce.number().int().min(1).default(30),
  /** Effects that this process carries out at once; 0: it only answers. */
  WORKERS: z.coerce.number().int().min(0).max(256).default(16),
  /** How many reverse proxies stand before this server: each adds an address to `x-forwarded-for`. */
  PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** What every limit of requests is multiplied with; 0: there are none. */
  RATE_LIMITS: z.coerce.number().min(0).default(1),
  /** Where the app in Zendesk is served from: the only pages that a sign-in window answers to. */
  APP_ORIGINS: listed.pipe(z.array(originPattern).min(1)).default(["https://*.apps.zdusercontent.com"]),
  /** OAuth clients; without one, nobody signs in with that vendor. */
  ZENDESK_CLIENT_ID: z.string().optional(),
  ZENDESK_CLIENT_SECRET: z.string().optional(),
  KLAVIYO_CLIENT_ID: z.string().optional(),
  KLAVIYO_CLIENT_SECRET: z.string().optional(),
  SHOPIFY_CLIENT_ID: z.string().optional(),
  SHOPIFY_CLIENT_SECRET: z.string().optional(),
  /** What Zendesk's marketplace asks of an app's requests. */
  ZENDESK_MARKETPLACE_NAME: z.string().optional(),
  ZENDESK_MARKETPLACE_ORGANIZATION_ID: z.string().optional(),
  ZENDESK_MARKETPLACE_APP_ID: z.string().optional(),
  ZENDESK_ORIGIN: z.string().default("https://{subdomain}.zendesk.com"),
  KLAVIYO_ORIGIN: origin.default("https://a.klaviyo.com"),
  SHOPIFY_ORIGIN: z.string().default("https://{shop}"),
  TWILIO_ORIGIN: origin.default("https://api.twilio.com"),
});

const environment = fields.transform((set) => ({ ...set, LINK_ORIGIN: set.LINK_ORIGIN ?? set.PUBLIC_URL }));

export type Config = z.infer<typeof environment>;
export type SecretKey = Config["SECRET_KEYS"][number];

/** Reads the environment once; throws an error that names every variable that is wrong, and how. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const set = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const parsed = environment.safeParse(set);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(({ path, message }) => `  ${path.join(".")}: ${message}`);
  throw new Error(`The environment is not complete:\n${wrong.join("\n")}\nSee docs/operating.md.`);
}
