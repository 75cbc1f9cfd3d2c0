import { z } from "zod";

/** What an admin may choose. */
export const settings = z.object({
  /** Whether texts become tickets. */
  textTickets: z.boolean(),
  /** The Zendesk brand of tickets that texts open; the account's default brand when null. */
  textBrandId: z.string().regex(/^\d+$/, "a brand's number").nullable(),
  /** When Resolved Ticket fires. */
  resolvedAt: z.enum(["closed", "solved"]),
  /** Texts from people without consent open tickets too. */
  ticketsWithoutConsent: z.boolean(),
});

export type Settings = z.infer<typeof settings>;

/** Some settings, to lay over others. */
export const someSettings = settings.partial();
export type SomeSettings = z.infer<typeof someSettings>;

const whatANewAccountHas: Settings = {
  textTickets: true,
  textBrandId: null,
  resolvedAt: "closed",
  ticketsWithoutConsent: false,
};

/** What is stored, with what a new account has for settings that did not exist when it was. */
export const readSettings = (stored: unknown): Settings =>
  settings.parse({ ...whatANewAccountHas, ...someSettings.parse(stored) });
