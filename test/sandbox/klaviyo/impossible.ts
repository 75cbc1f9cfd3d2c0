/** The sandbox was asked for something that cannot happen at Klaviyo. */
export class Impossible extends Error {}
