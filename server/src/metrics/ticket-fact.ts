/** The name of a fact about a ticket, for ever: whoever tells of it again finds it taken. */
export const ticketFact = (subdomain: string, ticketId: string, fact: string) =>
  `zendesk:${subdomain}:ticket:${ticketId}:${fact}`;
