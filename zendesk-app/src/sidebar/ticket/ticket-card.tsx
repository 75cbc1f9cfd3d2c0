import type { Ticket } from "@sidethread/shared/sidebar";
import { Tag } from "@zendeskgarden/react-tags";
import type { ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import styled from "styled-components";
import { type Card, CardBody, SkeletonLine } from "../../ui/card.tsx";
import { color } from "../../ui/color.ts";
import { Section } from "../../ui/section.tsx";
import { When } from "../../ui/when.tsx";
import { channelName } from "./channel-name.ts";

const List = styled.dl`
  display: grid;
  grid-template-columns: fit-content(45%) minmax(0, 1fr);
  gap: 4px 12px;

  & > dt {
    color: ${color("foreground.subtle")};
  }
`;

const Tags = styled.ul`
  display: flex;
  flex-wrap: wrap;
  gap: 4px;

  & > li {
    display: flex;
    max-width: 100%;
  }
`;

/** The ticket itself, and how many the customer has. */
export function TicketCard({ card }: { card: Card<Ticket> | undefined }) {
  const intl = useIntl();
  const meta = card?.status === "ready" && `#${card.data.id}`;
  return (
    <Section id="ticket" title={intl.formatMessage({ id: "ticket.title" })} meta={meta}>
      <CardBody card={card} skeleton={<TicketSkeleton />}>
        {(ticket) => <TicketFacts ticket={ticket} />}
      </CardBody>
    </Section>
  );
}

function TicketFacts({ ticket }: { ticket: Ticket }) {
  const intl = useIntl();
  const channel = channelName(intl, ticket);
  const counts = { total: ticket.ticketsOfCustomer, open: ticket.openTicketsOfCustomer };
  return (
    <List>
      <Fact name={<FormattedMessage id="ticket.status" />}>
        <FormattedMessage id={`ticket.status.${ticket.status}`} />
      </Fact>
      <Fact name={<FormattedMessage id="ticket.assignee" />}>
        {ticket.assignee ?? <FormattedMessage id="ticket.unassigned" />}
      </Fact>
      <Fact name={<FormattedMessage id="ticket.created" />}>
        <When instant={ticket.createdAt} />
      </Fact>
      {channel && <Fact name={<FormattedMessage id="ticket.channel" />}>{channel}</Fact>}
      <Fact name={<FormattedMessage id="ticket.tags" />}>
        {ticket.tags.length > 0 ? <TagList tags={ticket.tags} /> : <FormattedMessage id="ticket.no_tags" />}
      </Fact>
      <Fact name={<FormattedMessage id="ticket.of_customer" />}>
        <FormattedMessage id="ticket.counts" values={counts} />
      </Fact>
    </List>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function TagList({ tags }: { tags: string[] }) {
  return (
    <Tags>
      {tags.map((tag) => (
        <li key={tag}>
          <Tag title={tag} isRegular>
            <span>{tag}</span>
          </Tag>
        </li>
      ))}
    </Tags>
  );
}

function TicketSkeleton() {
  return ["55%", "70%", "60%", "45%", "65%", "80%"].map((width, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
    <SkeletonLine key={index} width={width} height={24} />
  ));
}
