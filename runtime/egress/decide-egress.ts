import { isIP } from 'node:net';
import { type AddressRange, rangeOf } from './address-range.ts';
import { coversAddress, type EgressRules, namesHost } from './egress-rules.ts';

/** Why nothing may be sent there, and what to do about it. */
export type EgressRefusal = { readonly why: string; readonly remedy: string };

/** Where a call goes: the host of its address, as URLs write it, and whether the connection may reach inner networks. */
export type Destination = { readonly host: string; readonly network: 'public' | 'private' };

/**
 * Whether a host may be called at the address it has now. Pure. Denied comes before allowed; what clouds answer for a machine (metadata) and what is only reached
 * on the same cable (link-local) has to be named in the list of what is allowed as well.
 */
export function decideEgress({ host, network }: Destination, address: string, rules: EgressRules): EgressRefusal | null {
  const place = host === address ? host : `${host} (${address})`;
  const denied = rules.deny.find((rule) => namesHost(rule, host) || coversAddress(rule, address));
  if (denied)
    return {
      why: `${place} is on the list of what this installation never calls (${denied.text}).`,
      remedy: 'Use another address, or have an admin take it out of CROSSDOCK_EGRESS_DENY.',
    };
  const isNamed = rules.allow.some((rule) => namesHost(rule, host) || coversAddress(rule, address));
  if (rules.allow.length > 0 && !isNamed)
    return {
      why: `${place} is not among what this installation may call.`,
      remedy: 'Have an admin add it to CROSSDOCK_EGRESS_ALLOW.',
    };
  const range = rangeOf(address);
  if (range === 'public') return null;
  const isPrivate = network === 'private' || rules.isPrivate;
  if ((range === 'metadata' || range === 'link-local') && !(isPrivate && isNamed))
    return {
      why: `${place} is ${words[range]}.`,
      remedy: 'Such addresses are called only when the connection may reach private networks and CROSSDOCK_EGRESS_ALLOW names them.',
    };
  if (isPrivate) return null;
  return {
    why: `${place} is ${words[range]}.`,
    remedy: 'When that is meant, set the network of the connection to private (policy.network); else correct the address.',
  };
}

/** What can be said before a name is looked up: of an address as it is written, and of lists of names. */
export function decideWritten(destination: Destination, rules: EgressRules): EgressRefusal | null {
  const { host } = destination;
  if (isIP(host) !== 0) return decideEgress(destination, host, rules);
  // RFC 6761: never anything but this machine.
  if (host === 'localhost' || host.endsWith('.localhost')) return decideEgress(destination, '127.0.0.1', rules);
  // A public stand-in: what the name leads to is decided when it is known.
  return decideEgress(destination, '198.41.0.4', { ...rules, allow: rules.allow.some(isAddress) ? [] : rules.allow });
}

function isAddress({ kind }: { readonly kind: string }): boolean {
  return kind === 'address';
}

const words: Readonly<Record<Exclude<AddressRange, 'public'>, string>> = {
  private: 'an address of a private network',
  loopback: 'an address of the machine that Crossdock runs on',
  'link-local': 'an address that is reached only on the same cable (link-local)',
  metadata: 'where clouds hand out the keys of a machine (metadata)',
  shared: 'an address of a network between providers and their customers (RFC 6598)',
  multicast: 'an address of many machines at once (multicast)',
  unspecified: 'no address of a machine',
  reserved: 'an address that is reserved and leads to no machine on the internet',
};
