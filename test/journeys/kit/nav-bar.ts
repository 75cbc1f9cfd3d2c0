import type { FrameLocator, Locator, Page } from "playwright-core";

/** The app's page in the nav bar, used as admins use it. */
export class NavBar {
  readonly page: Page;
  readonly app: FrameLocator;

  constructor(page: Page) {
    this.page = page;
    this.app = page.frameLocator('iframe[title="Sidethread"]:visible');
  }

  static async open(page: Page): Promise<NavBar> {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Sidethread" }).click();
    return new NavBar(page);
  }

  /** What there is to go to. */
  sections(): Promise<string[]> {
    return this.app.getByRole("navigation").getByRole("listitem").allTextContents();
  }

  async go(section: string): Promise<void> {
    await this.app.getByRole("navigation").getByRole("button", { name: section, exact: true }).click();
    await this.app.getByRole("heading", { level: 1, name: section }).waitFor();
  }

  /** Signs in through the window; Zendesk knows the person as whom they choose there. */
  async signIn(name: string): Promise<void> {
    const popup = await this.openWindow(this.app.getByRole("button", { name: "Sign in with Zendesk" }));
    await popup.getByLabel("Signed in as").selectOption(name);
    await this.agree(popup, "Allow");
  }

  /** Connects a vendor on its own page. */
  async consent(vendor: string, answer = "Allow", place: Locator | FrameLocator = this.app): Promise<void> {
    const popup = await this.openWindow(
      place.getByRole("button", { name: `Connect ${vendor}`, exact: true }),
    );
    await this.agree(popup, answer);
  }

  private async openWindow(button: Locator): Promise<Page> {
    const [popup] = await Promise.all([this.page.waitForEvent("popup"), button.click()]);
    return popup;
  }

  private async agree(popup: Page, answer: string): Promise<void> {
    const button = popup.getByRole("button", { name: answer, exact: true });
    await Promise.all([popup.waitForEvent("close"), button.click()]);
  }
}
