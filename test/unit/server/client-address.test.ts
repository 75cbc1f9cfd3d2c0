import { addressOf } from "@sidethread/server/http/client-address";
import { expect, it } from "vitest";

const PEER = "10.0.0.7";

it.each([
  ["is whoever connects, whatever they write, where no proxy stands before us", PEER, "1.2.3.4", 0, PEER],
  ["is what our proxy saw", PEER, "203.0.113.9", 1, "203.0.113.9"],
  ["is not what the client wrote before it", PEER, "1.1.1.1, 2.2.2.2, 203.0.113.9", 1, "203.0.113.9"],
  ["is what the outer of two proxies saw", PEER, "1.1.1.1, 203.0.113.9, 10.0.0.3", 2, "203.0.113.9"],
  ["is whoever connects past the outer proxy", PEER, "203.0.113.9", 2, PEER],
  ["is whoever connects where the proxy wrote nothing", PEER, undefined, 1, PEER],
  ["is whoever connects where it wrote no address", PEER, "unknown", 1, PEER],
  ["has no port, which the client chooses", PEER, "203.0.113.9:51234", 1, "203.0.113.9"],
  ["has no port in version 6 either", PEER, "[2001:db8::1]:51234", 1, "2001:db8:0:0::/64"],
  ["is one for all that a network of version 6 has", PEER, "2001:DB8:1:2:ffff::9", 1, "2001:db8:1:2::/64"],
  ["is one however it is written", PEER, "2001:0db8:0001:0002::9", 1, "2001:db8:1:2::/64"],
  ["is the address of version 4 within one of version 6", "::ffff:203.0.113.9", undefined, 0, "203.0.113.9"],
  ["is the loopback's", "::1", undefined, 0, "0:0:0:0::/64"],
])("the client's address %s", (_, remote, forwardedFor, proxies, address) => {
  expect(addressOf(remote, forwardedFor, proxies)).toBe(address);
});
