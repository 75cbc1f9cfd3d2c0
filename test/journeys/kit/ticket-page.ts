import type { FrameLocator, Locator, Page } from "playwright-core";

/** A ticket in the workspace with the app beside it, used as agents use them. */
export class TicketPage {
  readonly page: Page;
  readonly conversation: Locator;
  readonly app: FrameLocator;
  /** The app's thread. */
  readonly texts: Locator;

  constructor(page: Page) {
    this.page = page;
    this.conversation = page.getByRole("region", { name: "Conversation" });
    this.app = page.frameLocator('iframe[title="Sidethread"]:visible');
    this.texts = this.app.getByRole("log");
  }

  /** Opens a ticket from a view, as soon as it is there. */
  static async fromView(page: Page, view: string, subject: string | RegExp): Promise<TicketPage> {
    await page.getByRole("list", { name: "Views" }).getByRole("link", { name: view }).click();
    await page.getByRole("row").getByRole("link", { name: subject, exact: true }).click();
    await page.getByRole("heading", { level: 1, name: /^Ticket #/ }).waitFor();
    return new TicketPage(page);
  }

  /** A public reply that is in the conversation. */
  comment(author: string, body: string): Locator {
    return this.conversation.getByRole("article", { name: `Public reply by ${author}` }).filter({
      hasText: body,
    });
  }

  /** A text in the app's thread. */
  text(body: string): Locator {
    return this.texts.getByRole("article").filter({ hasText: body });
  }

  /** An internal note that is in the conversation. */
  note(text: string | RegExp): Locator {
    return this.conversation.getByRole("article", { name: /^Internal note/ }).filter({ hasText: text });
  }

  async write(body: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Public reply" }).fill(body);
  }

  async attach(name: string, mimeType: string, bytes: Uint8Array): Promise<void> {
    const file = { name, mimeType, buffer: Buffer.from(bytes) };
    await this.page.getByLabel("Attach files").setInputFiles(file);
    await this.page.getByRole("button", { name: `Remove ${name}` }).waitFor();
  }

  async submit(): Promise<void> {
    await this.page.getByRole("button", { name: /^Submit as/ }).click();
  }

  /** Submits a reply that would not be delivered: the agent reads why, and it is not on the ticket. */
  async submitInVain(reason: string | RegExp): Promise<void> {
    // The app's place for the reason is there once it watches what is submitted.
    await this.app.getByRole("alert").first().waitFor({ state: "attached" });
    await this.submit();
    await this.page.getByRole("alert").filter({ hasText: reason }).waitFor();
    await this.app.getByRole("alert").filter({ hasText: reason }).waitFor();
  }

  /** Makes the reply that was stopped an internal note, as the app offers. */
  async makeNote(): Promise<void> {
    await this.app.getByRole("button", { name: "Make it an internal note" }).click();
    await this.app.getByText("It is an internal note now. Submit it again.").waitFor();
  }

  /** Submits an internal note that is written. */
  async submitNote(body: string): Promise<void> {
    await this.submit();
    await this.note(body).waitFor();
  }

  async reply(body: string): Promise<void> {
    await this.write(body);
    await this.submit();
    await this.conversation.getByRole("article").filter({ hasText: body }).last().waitFor();
  }

  async replyFromApp(body: string): Promise<void> {
    await this.app.getByRole("textbox", { name: /^Reply by/ }).fill(body);
    await this.app.getByRole("button", { name: "Send" }).click();
  }

  async submitAs(status: "Open" | "Pending" | "On-hold" | "Solved"): Promise<void> {
    await this.page.getByRole("button", { name: "Other statuses" }).click();
    await this.page.getByRole("menuitem", { name: `Submit as ${status}` }).click();
    await this.page.getByRole("list", { name: "Path" }).getByText(status).waitFor();
  }

  async hasStatus(status: string): Promise<void> {
    await this.page.getByRole("list", { name: "Path" }).getByText(status, { exact: true }).waitFor();
  }
}
