import { describe, expect, it } from "vitest";
import { openScene, type Scene } from "./kit/scene.ts";

const PROPERTIES = [
  "Assignee_email",
  "Assignee_name",
  "Channel",
  "Description",
  "Fields",
  "Group_name",
  "Priority",
  "Status",
  "Subject",
  "Tags",
  "Ticket_id",
  "Type",
  "Via",
  "Zendesk_url",
];

/** A ticket with all that an agent can fill in. */
async function fillIn({ zendeskApi, sandbox, agent }: Scene, ticketId: number) {
  const { groups, ticketFields } = sandbox.zendesk.state;
  const group = [...groups.values()].find(({ name }) => name === "Support");
  const field = (title: string) => [...ticketFields.values()].find((one) => one.title === title)?.id;
  await zendeskApi("PUT", `/tickets/${ticketId}`, {
    ticket: {
      assignee_id: agent.user.id,
      group_id: group?.id,
      priority: "high",
      type: "question",
      tags: ["sms", "coat"],
      custom_fields: [
        { id: field("Order number"), value: "#1042" },
        { id: field("Return reason"), value: "return_too_small" },
      ],
    },
  });
}

describe("ticket metrics at Klaviyo", () => {
  it("Opened and Resolved carry all fourteen properties, once each though webhooks come twice", async () => {
    const scene = await openScene();
    const { zendesk, world } = scene.sandbox;
    zendesk.setFaults({ webhookTwice: 1 });
    const ticket = await scene.begin();
    await fillIn(scene, ticket.id);
    for (const status of ["solved", "open", "solved", "closed"])
      await scene.agent.updateTicket(ticket.id, { status });
    await scene.quiet();

    const [opened, ...moreOpened] = scene.eventsAtKlaviyo("Opened Ticket");
    const [resolved, ...moreResolved] = scene.eventsAtKlaviyo("Resolved Ticket");
    expect([moreOpened, moreResolved]).toEqual([[], []]);
    for (const event of [opened, resolved])
      expect(Object.keys(event?.properties ?? {}).toSorted()).toEqual(PROPERTIES);
    const { email, phone } = scene.customer("maren-voss");
    expect(resolved).toMatchObject({
      email,
      phone,
      uniqueId: `zendesk:moorlicht:ticket:${ticket.id}:resolved`,
      properties: {
        Assignee_email: scene.agent.user.email,
        Assignee_name: scene.agent.user.name,
        Channel: "sms",
        Description: "Does the coat come in blue?",
        Fields: { "Order number": "#1042", "Return reason": "return_too_small" },
        Group_name: "Support",
        Priority: "high",
        Status: "closed",
        Subject: "Text from Maren Voss",
        Tags: expect.toSatisfy((tags: string[]) => tags.toSorted().join() === "coat,sms"),
        Ticket_id: ticket.id,
        Type: "question",
        Via: "api",
        Zendesk_url: `https://${world.account.subdomain}.zendesk.com/agent/tickets/${ticket.id}`,
      },
    });
    expect(opened).toMatchObject({
      uniqueId: `zendesk:moorlicht:ticket:${ticket.id}:opened`,
      properties: { Status: "new" },
    });
  });

  it("a ticket that no text opened counts too, with its own channel", async () => {
    const scene = await openScene();
    const { email } = scene.customer("maren-voss");
    await scene.openEmailTicket(email, "By e-mail");
    await scene.quiet();
    expect(scene.eventsAtKlaviyo("Opened Ticket")).toMatchObject([
      { email, properties: { Subject: "By e-mail", Channel: "web", Via: "web" } },
    ]);
  });

  it("Resolved fires at solved where the account chose so, each time anew, and not at closed", async () => {
    const scene = await openScene();
    await scene.choose({ resolvedAt: "solved" });
    const ticket = await scene.begin();
    await scene.agent.updateTicket(ticket.id, { status: "solved" });
    await scene.quiet();
    expect(scene.eventsAtKlaviyo("Resolved Ticket")).toMatchObject([{ properties: { Status: "solved" } }]);
    await scene.agent.updateTicket(ticket.id, { status: "closed" });
    await scene.quiet();
    expect(scene.eventsAtKlaviyo("Resolved Ticket")).toHaveLength(1);
  });

  it("a person whom Klaviyo cannot know, with neither e-mail nor phone, holds nobody up", async () => {
    const scene = await openScene();
    await scene.choose({ ticketsWithoutConsent: true });
    scene.text("MOORLICHT", "Your parcel comes today");
    await scene.ticketWith("Your parcel comes today");
    await scene.begin();
    await scene.quiet();
    expect(scene.eventsAtKlaviyo("Opened Ticket").map(({ email }) => email)).toContain(
      "maren.voss@example.com",
    );
  });
});
