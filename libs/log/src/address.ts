import { isIPv4, isIPv6 } from 'node:net';

/** Where somebody comes from without saying who it is: the first three bytes of IPv4, the first 48 bits of IPv6. */
export const shortAddress = (address: string): string => {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0`;
  if (!isIPv6(plain)) return 'unknown';
  return `${groupsOf(plain).slice(0, 3).join(':')}::`;
};

/** The first groups of an address in which `::` stands for any number of zeros. */
const groupsOf = (address: string): string[] => {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? [];
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after];
};
