import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { PIXEL } from "../../contract/twilio-caller.ts";
import { launchChromium } from "../../kit/chromium.ts";
import { eventually } from "../../kit/wait.ts";
import { openDesk } from "./desk.ts";

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

let desk: Awaited<ReturnType<typeof openDesk>>;
let page: Page;
beforeEach(async () => {
  desk = await openDesk(browser);
  page = desk.page;
});
afterEach(() => desk.close());

const coat = { name: "coat.png", mimeType: "image/png", buffer: Buffer.from(PIXEL) };
const write = (mode: "Public reply" | "Internal note") => page.getByRole("textbox", { name: mode });
const submit = () => page.getByRole("button", { name: "Submit as Open" }).click();

test("The app stops a save with its reason; when it agrees, the reply reaches the ticket", async () => {
  const { id } = desk.openTicket();
  const frame = await desk.onTicket(id);
  await frame.evaluate(() => {
    window.client!.on("ticket.save", async () => {
      const { "comment.text": text } = await window.client!.get("comment.text");
      if (String(text).includes("too long")) throw new Error("This text is too long for one message.");
    });
  });
  const before = desk.commentsOf(id).length;

  await write("Public reply").fill("far too long");
  await submit();
  await page.getByRole("alert").filter({ hasText: "too long for one message" }).waitFor();
  expect(desk.commentsOf(id)).toHaveLength(before);

  await write("Public reply").fill("It does, from Monday.");
  await page.getByRole("button", { name: "Other statuses" }).click();
  await page.getByRole("menuitem", { name: "Submit as Solved" }).click();
  await page
    .getByRole("article", { name: `Public reply by ${desk.agent.name}` })
    .last()
    .waitFor();
  expect(desk.commentsOf(id).at(-1)).toMatchObject({
    body: "It does, from Monday.",
    public: true,
    author_id: desk.agent.id,
  });
  expect(desk.zendesk.state.tickets.get(id)?.status).toBe("solved");
  await expect(write("Public reply").inputValue()).resolves.toBe("");
});

test("A note stays internal, its files come along, and the app can write in the composer", async () => {
  const { id } = desk.openTicket();
  const frame = await desk.onTicket(id);
  await page.getByRole("radio", { name: "Internal note" }).check();
  const note = write("Internal note");
  await note.fill("Seen.");
  await frame.evaluate(() => window.client!.invoke("ticket.comment.appendText", " Three left."));
  await page.getByLabel("Attach files").setInputFiles(coat);
  await page.getByRole("button", { name: "Remove coat.png" }).waitFor();
  await submit();

  const comment = await eventually(() =>
    desk.commentsOf(id).find(({ body }) => body === "Seen. Three left."),
  );
  expect(comment).toMatchObject({ public: false, author_id: desk.agent.id });
  expect(comment.attachments.map(({ file_name }) => file_name)).toEqual(["coat.png"]);
  const shown = page.getByRole("article", { name: `Internal note by ${desk.agent.name}` }).last();
  await eventually(() =>
    shown
      .getByRole("img", { name: "coat.png" })
      .evaluate((image: HTMLImageElement) => image.naturalWidth > 0),
  );
});

test("A reply that the app stopped becomes an internal note at its word, and then it is saved", async () => {
  const { id } = desk.openTicket();
  const frame = await desk.onTicket(id);
  await frame.evaluate(() => {
    window.client!.on("ticket.save", async () => {
      const { "ticket.comment": comment } = await window.client!.get("ticket.comment");
      if ((comment as { type: string }).type === "publicReply") throw new Error("Maren opted out of texts.");
    });
  });
  const before = desk.commentsOf(id).length;
  await write("Public reply").fill("Are you there?");
  await submit();
  await page.getByRole("alert").filter({ hasText: "Maren opted out of texts." }).waitFor();
  expect(desk.commentsOf(id)).toHaveLength(before);
  expect(await write("Public reply").inputValue()).toBe("Are you there?");

  await frame.evaluate(() => window.client!.set("comment.type", "internalNote"));
  expect(await page.getByRole("radio", { name: "Internal note" }).isChecked()).toBe(true);
  await submit();
  const saved = await eventually(() => desk.commentsOf(id)[before]);
  expect(saved).toMatchObject({ body: "Are you there?", public: false });
});

test("The app hears of what is written, to whom and with which files, and may change it", async () => {
  const frame = await desk.onTicket(desk.openTicket().id);
  await frame.evaluate(() => {
    for (const event of ["comment.type.changed", "comment.attachments.changed"])
      window.client!.on(event, (message) => window.heard!.push({ event, message }));
  });
  const hears = (event: string, message: unknown) =>
    eventually(async () => {
      const heard = JSON.stringify(await frame.evaluate(() => window.heard));
      return heard.includes(JSON.stringify({ event, message }));
    });

  await write("Public reply").fill("It does.");
  await hears("comment.text.changed", "It does.");
  await page.getByRole("radio", { name: "Internal note" }).check();
  await hears("comment.type.changed", "internalNote");
  await page.getByLabel("Attach files").setInputFiles(coat);
  await page.getByRole("button", { name: "Remove coat.png" }).waitFor();
  const { "comment.attachments": files } = await frame.evaluate(() =>
    window.client!.get("comment.attachments"),
  );
  const url = expect.stringContaining("/attachments/token/");
  expect(files).toEqual([
    { filename: "coat.png", contentType: "image/png", contentUrl: url, thumbnailUrl: url },
  ]);
  await hears("comment.attachments.changed", files);

  await frame.evaluate(() => window.client!.set("ticket.comment.text", "It does, from Monday."));
  expect(await write("Internal note").inputValue()).toBe("It does, from Monday.");
  const odd = frame.evaluate(() => window.client!.set("comment.type", "postcard"));
  await expect(odd).rejects.toThrow("postcard");
});

test("A picture can be pasted and dropped", async () => {
  const { id } = desk.openTicket();
  await desk.onTicket(id);
  await page.getByRole("region", { name: "Composer" }).evaluate((composer) => {
    for (const [kind, name] of [
      ["paste", "pasted.png"],
      ["drop", "dropped.png"],
    ] as const) {
      const data = new DataTransfer();
      data.items.add(new File(["x"], name, { type: "image/png" }));
      const options = { bubbles: true, cancelable: true };
      composer.dispatchEvent(
        kind === "paste"
          ? new ClipboardEvent(kind, { ...options, clipboardData: data })
          : new DragEvent(kind, { ...options, dataTransfer: data }),
      );
    }
  });
  await page.getByRole("button", { name: "Remove pasted.png" }).waitFor();
  await page.getByRole("button", { name: "Remove dropped.png" }).waitFor();
  await submit();
  await eventually(() => desk.commentsOf(id).at(-1)?.attachments.length === 2);
});
