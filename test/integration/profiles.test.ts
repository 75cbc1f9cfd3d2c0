import type { Sidebar } from "@sidethread/shared/sidebar";
import { describe, expect, it } from "vitest";
import { openScene } from "./kit/scene.ts";

const profileId = ({ customer }: Sidebar) => (customer.status === "ready" ? customer.data.id : null);
const isReady = ({ customer, value, orders }: Sidebar) =>
  customer.status === "ready" && value.status === "ready" && orders.status === "ready";

describe("a person's ids become one profile", () => {
  it.each([
    ["an e-mail, then a text", true],
    ["a text, then an e-mail", false],
  ])("%s", async (_, mailFirst) => {
    const scene = await openScene({ withApp: true });
    const { email, phone, firstName, lastName } = scene.customer("lucia-navarro");
    const write = async () => {
      const id = await scene.openEmailTicket(email, "By e-mail");
      await scene.sidebarOf(id, isReady);
      return id;
    };
    const mailed = mailFirst ? await write() : null;
    const texted = (await scene.begin("lucia-navarro", "By text")).id;
    await scene.sidebarOf(texted, isReady);
    const mail = mailed ?? (await write());
    await scene.quiet();
    const [one, other] = [await scene.sidebarOf(mail, isReady), await scene.sidebarOf(texted, isReady)];
    expect(profileId(one)).toBe(profileId(other));
    expect(one.customer).toMatchObject({
      data: {
        email,
        phone,
        name: `${firstName} ${lastName}`,
        consent: { sms: { state: "subscribed" } },
        links: { klaviyo: expect.any(String), shopify: expect.any(String) },
      },
    });
    expect(one.thread.messages.map(({ text }) => text)).toEqual(["By text"]);
    expect(other.ticket).toMatchObject({ data: { ticketsOfCustomer: expect.any(Number) } });
    const { users, tickets } = scene.sandbox.zendesk.state;
    const user = [...users.values()].find((each) => each.email === email);
    const own = [...tickets.values()].filter(({ requester_id }) => requester_id === user?.id);
    expect(other.ticket).toMatchObject({ data: { ticketsOfCustomer: own.length } });
  });

  it("through Shopify alone: the shop knows that this e-mail and this phone are one person", async () => {
    const scene = await openScene({ withApp: true, connect: ["zendesk", "shopify", "twilio"] });
    const { email, phone } = scene.customer("hannah-brooks");
    await scene.textInTurn(phone, "START");
    const texted = (await scene.begin("hannah-brooks", "By text")).id;
    const mail = await scene.openEmailTicket(email, "By e-mail");
    const ready = ({ orders }: Sidebar) => orders.status === "ready";
    await scene.sidebarOf(texted, ready);
    await scene.sidebarOf(mail, ready);
    await scene.quiet();
    const [one, other] = [await scene.sidebarOf(mail, ready), await scene.sidebarOf(texted, ready)];
    expect(profileId(one)).toBe(profileId(other));
    expect(other).toMatchObject({
      customer: { data: { email, phone } },
      orders: { data: { total: expect.any(Number) } },
    });
  });

  it("two customers stay two", async () => {
    const scene = await openScene({ withApp: true });
    const first = await scene.begin("maren-voss", "One");
    const second = await scene.begin("tom-whitfield", "Two");
    const ids = [await scene.sidebarOf(first.id, isReady), await scene.sidebarOf(second.id, isReady)].map(
      profileId,
    );
    expect(new Set(ids).size).toBe(2);
  });
});
