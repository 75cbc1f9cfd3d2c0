import { describe, expect, it } from "vitest";
import { readWork } from "./kit/quiet.ts";
import { openScene } from "./kit/scene.ts";

const png = (byte: number) => ({ contentType: "image/png", bytes: Uint8Array.from([137, 80, 78, 71, byte]) });

describe("what customers write arrives as they wrote it", () => {
  it.each([
    ["HTML", "<script>alert(1)</script> <b>5 < 6</b> &amp;"],
    ["emoji", "👩‍👩‍👧‍👦 Größe M? 🧥🇩🇪"],
    ["right to left", "מה שעות הפתיחה? ‮مرحبا‬"],
    ["control characters", "a\u0007b\u001b[31m"],
    ["1,600 characters", "ä".repeat(1600)],
    ["Markdown and a placeholder", "# {{ticket.requester.email}} **x** [a](javascript:alert(1))"],
    ["SQL", "'); DROP TABLE messages; --"],
    ["lines", "one\r\n\r\n  two  \n"],
  ])("%s", async (_, body) => {
    const scene = await openScene();
    const ticket = await scene.begin("maren-voss", body);
    expect(scene.said(ticket.id)).toEqual([body]);
    scene.text(scene.customer("maren-voss").phone, `${body} `);
    await scene.quiet();
    expect(scene.said(ticket.id)).toHaveLength(2);
  });

  it.each([1601, 60_000])("%i characters, all of them", async (length) => {
    const scene = await openScene();
    const ticket = await scene.begin("maren-voss", "ä".repeat(length));
    expect(scene.said(ticket.id)).toEqual(["ä".repeat(length)]);
  });

  it("100,000 characters: as much as a comment holds, and all of them in the thread", async () => {
    const scene = await openScene({ withApp: true });
    scene.text(scene.customer("maren-voss").phone, "👍".repeat(50_000));
    const cut = `${"👍".repeat(30_000)}\n\n(Cut here. The thread has all of it.)`;
    const ticket = await scene.ticketWith(cut);
    const { thread } = await scene.sidebarOf(ticket.id, (shown) => shown.thread.messages.length === 1);
    expect(thread.messages[0]?.text).toBe("👍".repeat(50_000));
  });

  it("half a character becomes a replacement mark, nothing is lost", async () => {
    const scene = await openScene();
    scene.text(scene.customer("maren-voss").phone, "half \ud83d of it");
    await scene.ticketWith("half \ufffd of it");
  });

  it("a zero is left out, and nothing after it", async () => {
    const scene = await openScene();
    scene.text(scene.customer("maren-voss").phone, "a\u0000b");
    await scene.ticketWith("ab");
  });

  it.each(["", "   ", "\n"])(
    "an empty text (%j) opens a ticket all the same, and holds nothing up",
    async (body) => {
      const scene = await openScene();
      const { phone } = scene.customer("maren-voss");
      scene.text(phone, body);
      scene.text(phone, "Sorry, here I am");
      scene.text(phone, body);
      const ticket = await scene.ticketWith("Sorry, here I am");
      await scene.quiet();
      expect(scene.said(ticket.id)).toHaveLength(3);
    },
  );

  it("pictures arrive, all ten, with and without words", async () => {
    const scene = await openScene();
    const { phone } = scene.customer("maren-voss");
    scene.text(
      phone,
      "Look",
      Array.from({ length: 10 }, (_, index) => png(index)),
    );
    const ticket = await scene.ticketWith("Look");
    scene.text(phone, "", [png(42)]);
    await scene.quiet();
    const [first, second] = scene.commentsOn(ticket.id);
    expect(first?.attachments.map(({ content }) => content[4])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(second?.attachments).toMatchObject([{ file_name: "picture-1.png", content_type: "image/png" }]);
  });

  it("a picture that the carrier has no more does not swallow the words", async () => {
    const scene = await openScene();
    const { twilio } = scene.sandbox;
    const ticket = await scene.begin();
    scene.text(scene.customer("maren-voss").phone, "Look", [png(1)]);
    twilio.state.media.clear();
    scene.text(scene.customer("maren-voss").phone, "Did you see it?");
    await scene.quiet();
    expect(scene.said(ticket.id).join(" ")).toContain("Look");
    expect((await readWork(scene.system.serverOrigin)).failed).toBe(0);
  });

  it("a very long name fits where it has to", async () => {
    const scene = await openScene();
    const { email } = scene.customer("seoyeon-kim");
    scene.describeAtKlaviyo(email, { first_name: "Ann".repeat(200), last_name: "👩‍👩‍👧‍👦".repeat(50) });
    const ticket = await scene.begin("seoyeon-kim");
    await scene.quiet();
    expect(ticket.subject.length).toBeLessThanOrEqual(150);
    expect(scene.usersOf(scene.customer("seoyeon-kim").phone)[0]?.name.length).toBeLessThanOrEqual(255);
  });
});
