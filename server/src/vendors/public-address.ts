import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** Networks that are nobody's public host. https://www.iana.org/assignments/iana-ipv4-special-registry */
const RESERVED = new BlockList();
for (const network of [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
])
  addTo(RESERVED, network, "ipv4");
for (const network of ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"])
  addTo(RESERVED, network, "ipv6");

/** All of IPv6 that is given out to hosts so far. */
const GLOBAL_UNICAST = new BlockList();
addTo(GLOBAL_UNICAST, "2000::/3", "ipv6");

function addTo(list: BlockList, network: string, family: "ipv4" | "ipv6"): void {
  const [address = "", bits] = network.split("/");
  list.addSubnet(address, Number(bits), family);
}

/** Whether an IP address is one of the public internet, and not of this machine or its networks. */
export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !RESERVED.check(address, "ipv4");
    case 6:
      return GLOBAL_UNICAST.check(address, "ipv6") && !RESERVED.check(address, "ipv6");
    default:
      return false;
  }
}

/** A host that has to be public has an address that is not. */
export class PrivateAddress extends Error {
  override name = "PrivateAddress";
}

/** Resolves a name for a connection, and fails where any of its addresses is not public. */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found = []) => {
    if (error) return done(error, []);
    if (!found.every(({ address }) => isPublicAddress(address)))
      return done(new PrivateAddress(`${hostname} has a private address.`), []);
    const [first] = found;
    if (options.all || !first) return done(null, found);
    done(null, first.address, first.family);
  });
};
