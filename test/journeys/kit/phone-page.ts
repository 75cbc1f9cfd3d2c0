import type { Locator, Page } from "playwright-core";

/** A customer's phone, used as people use one. */
export class PhonePage {
  readonly page: Page;
  /** Its own number, E.164. */
  readonly number: string;
  readonly thread: Locator;

  constructor(page: Page, number: string) {
    this.page = page;
    this.number = number;
    this.thread = page.getByRole("log", { name: "Texts" });
  }

  async text(body: string): Promise<void> {
    const field = this.page.getByRole("textbox", { name: "Text message" });
    await field.fill(body);
    await field.press("Enter");
    await this.thread.getByText(body, { exact: true }).last().waitFor();
  }

  async sendPicture(name: string, bytes: Uint8Array): Promise<void> {
    const picture = { name, mimeType: "image/png", buffer: Buffer.from(bytes) };
    await this.page.locator("input[type=file]").setInputFiles(picture);
    await this.page.getByRole("button", { name: "Send" }).click();
    await this.thread.getByRole("img", { name: "Picture" }).waitFor();
  }

  /** A text from the shop, once it is there. */
  async receives(body: string | RegExp): Promise<void> {
    await this.thread.getByText(body, { exact: true }).waitFor();
  }

  /** Turns aeroplane mode on or off. */
  async setOffline(offline: boolean): Promise<void> {
    const plane = this.page.getByRole("switch", { name: "Aeroplane mode" });
    await plane.click();
    await this.page
      .getByText("texts cannot reach this phone")
      .waitFor({ state: offline ? "visible" : "hidden" });
  }
}
