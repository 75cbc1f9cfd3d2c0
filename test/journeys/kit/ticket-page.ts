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
  static async fromView(page: Page, view: string, subject: string): Promise<TicketPage> {
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

  async reply(body: string): Promise<void> {
    await this.page.getByRole("textbox", { name: "Public reply" }).fill(body);
    await this.page.getByRole("button", { name: /^Submit as/ }).click();
    await this.conversation.getByRole("article").filter({ hasText: body }).last().waitFor();
  }

  async replyFromApp(body: string): Promise<void> {
    await this.app.getByRole("textbox", { name: "Reply by text" }).fill(body);
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
