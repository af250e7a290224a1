import { isIPv4, isIPv6 } from 'node:net';

/** What an address belongs to. All but `public` lead into a network of somebody, or nowhere. */
export type AddressRange =
  | 'public'
  | 'private'
  | 'loopback'
  | 'link-local'
  | 'metadata'
  | 'shared'
  | 'multicast'
  | 'unspecified'
  | 'reserved';

/**
 * The range of an address, IPv4 or IPv6, as the registries of IANA for special purposes list them. An IPv4 address within an IPv6 address counts as what it
 * is. What is no address is `reserved`.
 */
export function rangeOf(address: string): AddressRange {
  const bytes = bytesOf(address);
  if (!bytes) return 'reserved';
  if (bytes.length === 4) return rangeIn(v4, bytes);
  const inner = embedded(bytes);
  return inner ? rangeIn(v4, inner) : rangeIn(v6, bytes);
}

/** Whether an address lies in a range given as CIDR, or is the address given. An IPv4 address written as IPv6 counts as IPv4. */
export function isWithin(address: string, cidr: string): boolean {
  const [start = '', bits] = cidr.split('/');
  const range = plainBytes(start);
  const bytes = plainBytes(address);
  if (!range || !bytes || range.length !== bytes.length) return false;
  return sameBits(bytes, range, bits === undefined ? range.length * 8 : Number(bits));
}

/** 4 or 16 bytes; undefined: it is no address. The zone of a link-local address is left out. */
function bytesOf(address: string): readonly number[] | undefined {
  if (isIPv4(address)) return address.split('.').map(Number);
  const [text = ''] = address.split('%');
  if (!isIPv6(text)) return undefined;
  const [before = '', after] = text.split('::') as [string, string?];
  const head = wordsOf(before);
  const tail = after === undefined ? [] : wordsOf(after);
  const zeros = new Array<number>(8 - head.length - tail.length).fill(0);
  return [...head, ...zeros, ...tail].flatMap((word) => [word >> 8, word & 0xff]);
}

function wordsOf(text: string): number[] {
  return text
    .split(':')
    .filter((part) => part !== '')
    .flatMap((part) => {
      if (!part.includes('.')) return [Number.parseInt(part, 16)];
      const [a = 0, b = 0, c = 0, d = 0] = part.split('.').map(Number);
      return [(a << 8) | b, (c << 8) | d];
    });
}

function plainBytes(address: string): readonly number[] | undefined {
  const bytes = bytesOf(address);
  return bytes?.length === 16 && sameBits(bytes, mapped, 96) ? bytes.slice(12) : bytes;
}

type Ranges = readonly { readonly start: readonly number[]; readonly bits: number; readonly range: AddressRange }[];

function rangeIn(ranges: Ranges, bytes: readonly number[]): AddressRange {
  return ranges.find(({ start, bits }) => sameBits(bytes, start, bits))?.range ?? 'public';
}

function sameBits(a: readonly number[], b: readonly number[], bits: number): boolean {
  for (let at = 0; at * 8 < bits; at++) {
    const mask = bits - at * 8 >= 8 ? 0xff : (0xff << (8 - (bits - at * 8))) & 0xff;
    if (((a[at] as number) & mask) !== ((b[at] as number) & mask)) return false;
  }
  return true;
}

function ranges(...rows: readonly (readonly [string, AddressRange])[]): Ranges {
  return rows.map(([cidr, range]) => {
    const [start = '', bits = ''] = cidr.split('/');
    return { start: bytesOf(start) as readonly number[], bits: Number(bits), range };
  });
}

const mapped = bytesOf('::ffff:0.0.0.0') as readonly number[];
const compatible = bytesOf('::') as readonly number[];
const nat64 = bytesOf('64:ff9b::') as readonly number[];
const sixToFour = bytesOf('2002::') as readonly number[];

/** IPv4 in IPv6: mapped and compatible (RFC 4291), NAT64 (RFC 6052), 6to4 (RFC 3056). */
function embedded(bytes: readonly number[]): readonly number[] | undefined {
  if (sameBits(bytes, mapped, 96) || sameBits(bytes, nat64, 96)) return bytes.slice(12);
  if (sameBits(bytes, sixToFour, 16)) return bytes.slice(2, 6);
  // :: and ::1 are addresses of their own.
  const isOwn = sameBits(bytes, compatible, 112) && (bytes[14] as number) === 0 && (bytes[15] as number) < 2;
  return sameBits(bytes, compatible, 96) && !isOwn ? bytes.slice(12) : undefined;
}

/** The first that fits counts: the narrow ones stand before the wide ones. */
const v4 = ranges(
  // Where clouds answer who a machine is and hand out its keys: all that use 169.254.169.254, ECS, Alibaba, Oracle, Azure.
  ['169.254.169.254/32', 'metadata'],
  ['169.254.170.2/32', 'metadata'],
  ['100.100.100.200/32', 'metadata'],
  ['192.0.0.192/32', 'metadata'],
  ['168.63.129.16/32', 'metadata'],
  ['0.0.0.0/8', 'unspecified'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared'],
  ['127.0.0.0/8', 'loopback'],
  ['169.254.0.0/16', 'link-local'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'reserved'],
  ['192.0.2.0/24', 'reserved'],
  ['192.88.99.0/24', 'reserved'],
  ['192.168.0.0/16', 'private'],
  ['198.18.0.0/15', 'private'],
  ['198.51.100.0/24', 'reserved'],
  ['203.0.113.0/24', 'reserved'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved'],
);

const v6 = ranges(
  ['fd00:ec2::254/128', 'metadata'],
  ['fd00:ec2::23/128', 'metadata'],
  ['fd20:ce::254/128', 'metadata'],
  ['::/128', 'unspecified'],
  ['::1/128', 'loopback'],
  ['64:ff9b:1::/48', 'private'],
  ['100::/64', 'reserved'],
  // Teredo hides an IPv4 address that nobody checks.
  ['2001::/23', 'reserved'],
  ['2001:db8::/32', 'reserved'],
  ['3fff::/20', 'reserved'],
  ['5f00::/16', 'reserved'],
  ['fc00::/7', 'private'],
  ['fe80::/10', 'link-local'],
  ['fec0::/10', 'private'],
  ['ff00::/8', 'multicast'],
);
