import { z } from "zod";

export const keywordLanguage = z.enum(["en", "de", "es", "fr", "ko", "it", "nl", "pt"]);
export type KeywordLanguage = z.infer<typeof keywordLanguage>;

const words = z.array(z.string().trim().min(1).max(40)).max(50);

const brandId = z.string().regex(/^\d+$/, "a brand's number");

/** An object of this shape; other fields are refused, or left out. */
type ObjectOf = <Shape extends z.ZodRawShape>(shape: Shape) => z.ZodObject<z.core.util.Writeable<Shape>>;

const describe = (object: ObjectOf) => {
  const price = object({ currency: z.string().length(3), in: z.number().min(0), out: z.number().min(0) });
  const keywords = object({
    /** Languages whose stop, start and help words count; the carriers' English ones always do. */
    languages: z.array(keywordLanguage),
    /** `contains`: a stop word anywhere in a text counts, so "cancel my order" opts people out. */
    stopWords: z.enum(["whole_text", "contains"]),
    /** The account's own words. */
    own: object({ stop: words, start: words, subscribe: words, automation: words, help: words }),
  });
  return object({
    /** The brands whose tickets make metrics; all of them when null. */
    metricBrandIds: z.array(brandId).min(1).nullable(),
    /** Whether texts become tickets; needs metrics of the brand that they go to. */
    textTickets: z.boolean(),
    /** The Zendesk brand of tickets that texts open; the account's default brand when null. */
    textBrandId: brandId.nullable(),
    /** The Klaviyo accounts of brands that do not belong to the main one, by their ids. */
    klaviyoByBrand: z.record(brandId, z.string().min(1).max(100)),
    /** When Resolved Ticket fires. */
    resolvedAt: z.enum(["closed", "solved"]),
    /** Texts from people without consent open tickets too. */
    ticketsWithoutConsent: z.boolean(),
    keywords,
    /** What somebody without consent is answered, once a day; nothing when null. */
    autoResponse: z.string().trim().min(1).max(640).nullable(),
    /** Within how many hours after a campaign or flow a text counts as its answer. */
    attributionHours: z
      .int()
      .min(1)
      .max(24 * 14),
    /** Whether links in replies are shortened, and their clicks counted. */
    shortenLinks: z.boolean(),
    /** What a segment costs, by the number of ours that it goes through. */
    prices: z.record(z.string(), price),
    /** Properties of the customer's Klaviyo profile that the sidebar always shows. */
    pinnedProperties: z.array(z.string().trim().min(1).max(100)).max(5),
    /** What agents may do to a shop's orders. */
    orderActions: object({ edit: z.boolean(), cancel: z.boolean(), refund: z.boolean() }),
  });
};

/** What an admin may choose. */
export const settings = describe(z.strictObject);

/** What is stored may be another version's. */
const storedSettings = describe(z.object).partial();

export type Settings = z.infer<typeof settings>;
export type KeywordSettings = Settings["keywords"];

/** Some settings, to lay over others. */
export const someSettings = settings.partial();
export type SomeSettings = z.infer<typeof someSettings>;

const whatANewAccountHas: Settings = {
  metricBrandIds: null,
  textTickets: true,
  textBrandId: null,
  klaviyoByBrand: {},
  resolvedAt: "closed",
  ticketsWithoutConsent: false,
  keywords: {
    languages: keywordLanguage.options,
    stopWords: "whole_text",
    own: { stop: [], start: [], subscribe: ["JOIN"], automation: [], help: [] },
  },
  autoResponse: null,
  attributionHours: 24,
  shortenLinks: true,
  prices: {},
  pinnedProperties: [],
  orderActions: { edit: false, cancel: false, refund: false },
};

/** What is stored, with what a new account has for settings that did not exist when it was. */
export const readSettings = (stored: unknown): Settings =>
  settings.parse({ ...whatANewAccountHas, ...storedSettings.parse(stored) });
