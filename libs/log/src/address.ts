import { isIPv4, isIPv6 } from 'node:net';

/** Shows the origin but not the person: the first three bytes of IPv4, the first 48 bits of IPv6. */
export const shortAddress = (address: string): string => {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0`;
  if (!isIPv6(plain)) return 'unknown';
  return `${groupsOf(plain).slice(0, 3).join(':')}::`;
};

/**
 * One household: the whole IPv4 address, the first 64 bits of IPv6, in one spelling. Other texts stay as they
 * are.
 */
export const householdAddress = (address: string): string => {
  const plain = plainAddress(address);
  if (!mayBeIPv6(plain) || !isIPv6(plain)) return plain;
  const groups = groupsOf(plain).slice(0, 4);
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
};

/** Every request asks, and the pattern of `isIPv6` is long. */
const mayBeIPv6 = (address: string): boolean => address.includes(':');

/** An IPv4 address written as IPv6, with or without decimals, counts as IPv4. */
const plainAddress = (address: string): string => {
  if (!mayBeIPv6(address) || !isIPv6(address)) return address;
  const groups = groupsOf(address).map((group) => Number.parseInt(group, 16));
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xff_ff) return address;
  return groups
    .slice(6)
    .flatMap((group) => [group >> 8, group & 0xff])
    .join('.');
};

/** The eight groups of an address in which `::` means any number of zeros. */
const groupsOf = (address: string): string[] => {
  const [head = '', tail] = withoutDecimals(address).split('%')[0]?.split('::') ?? [];
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
};

/** The last 32 bits may be written as an IPv4 address. */
const withoutDecimals = (address: string): string =>
  address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.slice(0, 4).map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
