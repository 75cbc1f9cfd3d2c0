import type { Frame, Page } from "playwright-core";

/** Whatever runs on a page, asks for something, or opens, because a payload wanted it. */
export async function watchExecution(page: Page): Promise<string[]> {
  const caught: string[] = [];
  await page.exposeBinding("xss", (_, name) => void caught.push(`ran: ${name}`));
  await page.addInitScript(() => {
    const { xss } = window as unknown as { xss(name: string): void };
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      xss(`${violatedDirective} ${blockedURI}`),
    );
  });
  page.on("dialog", async (dialog) => {
    caught.push(`dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("request", (request) => {
    if (new URL(request.url()).host === "xss.example") caught.push(`asked: ${request.url()}`);
  });
  return caught;
}

/** Elements of a payload's making on a page and in all its frames, and links that would run one. */
export async function strangeElements(page: Page): Promise<string[]> {
  return (await Promise.all(page.frames().map(strangeElementsIn))).flat();
}

function strangeElementsIn(frame: Frame): Promise<string[]> {
  return frame.evaluate(() =>
    [...document.querySelectorAll("[data-xss], [href], [src], [action], [formaction]")]
      .filter((element) => {
        const addresses = ["href", "src", "action", "formaction"].map((name) => element.getAttribute(name));
        const runs = addresses.some((one) => one !== null && /^\s*(javascript|data:text)|xss/i.test(one));
        return runs || element.hasAttribute("data-xss");
      })
      .map(({ outerHTML }) => outerHTML),
  );
}
