export const SHOP = `query Shop { shop { name currencyCode } }`;

export const CUSTOMER_WITH_ORDERS = `
  query CustomerWithOrders($identifier: CustomerIdentifierInput!, $orders: Int!) {
    customerByIdentifier(identifier: $identifier) {
      id
      legacyResourceId
      displayName
      numberOfOrders
      defaultEmailAddress { emailAddress }
      defaultPhoneNumber { phoneNumber }
      orders(first: $orders, sortKey: PROCESSED_AT, reverse: true) {
        nodes {
          id
          legacyResourceId
          name
          processedAt
          updatedAt
          cancelledAt
          displayFinancialStatus
          displayFulfillmentStatus
          currentTotalPriceSet { ...Amount }
          totalPriceSet { ...Amount }
          lineItems(first: 10) {
            nodes {
              title
              variantTitle
              quantity
              originalUnitPriceSet { ...Amount }
            }
          }
          fulfillments(first: 3) {
            displayStatus
            trackingInfo(first: 3) { company number url }
          }
        }
      }
    }
  }
  fragment Amount on MoneyBag { shopMoney { amount currencyCode } }
`;

export const WEBHOOKS = `
  query Webhooks {
    webhookSubscriptions(first: 100) { nodes { id topic uri } }
  }
`;

export const WEBHOOK_DELETE = `
  mutation WebhookDelete($id: ID!) {
    webhookSubscriptionDelete(id: $id) { userErrors { message } }
  }
`;

export const SCOPES = `query Scopes { currentAppInstallation { accessScopes { handle } } }`;

export const UPDATED_ORDERS = `
  query UpdatedOrders($query: String!, $after: String) {
    orders(first: 100, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes {
        id
        updatedAt
        email
        phone
        customer { legacyResourceId }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

export const UNINSTALL = `mutation Uninstall { appUninstall { userErrors { message } } }`;

export const WEBHOOK_CREATE = `
  mutation WebhookCreate($topic: WebhookSubscriptionTopic!, $webhook: WebhookSubscriptionInput!) {
    webhookSubscriptionCreate(topic: $topic, webhookSubscription: $webhook) {
      userErrors { field message }
    }
  }
`;
