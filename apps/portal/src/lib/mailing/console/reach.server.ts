import { BlockList, isIP } from 'node:net';
import type { MailSettings } from '@regulars/contracts';
import type { Opening, Reach } from './opening.ts';

const machine = new BlockList();
machine.addSubnet('127.0.0.0', 8);
machine.addSubnet('0.0.0.0', 8);
machine.addAddress('::1', 'ipv6');
machine.addAddress('::', 'ipv6');

const network = new BlockList();
for (const [start, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  network.addSubnet(start, bits);
network.addSubnet('fc00::', 7, 'ipv6');
network.addSubnet('fe80::', 10, 'ipv6');

/** Names that no public name server knows. */
const privateName = /\.(?:local|lan|internal|intranet|home|corp|home\.arpa)$/u;

export function reachOf(url: string): Reach {
  const host = new URL(url).hostname.replaceAll(/^\[|\]$|\.$/gu, '');
  const version = isIP(host);
  if (version > 0) {
    const family = version === 4 ? 'ipv4' : 'ipv6';
    if (machine.check(host, family)) return 'machine';
    return network.check(host, family) ? 'network' : 'everyone';
  }
  if (host === 'localhost' || host.endsWith('.localhost')) return 'machine';
  return !host.includes('.') || privateName.test(host) ? 'network' : 'everyone';
}

const order: readonly Reach[] = ['everyone', 'network', 'machine'];

/** The worst of these addresses: the page's own, which the poster shows, and that of links in mails. */
export function openingOf({ delivery, links }: MailSettings, own: string): Opening {
  const [worst = { url: own, reach: 'everyone' as const }] = [own, links]
    .map((url) => ({ url, reach: reachOf(url) }))
    .toSorted((one, other) => order.indexOf(other.reach) - order.indexOf(one.reach));
  return { noServer: delivery === 'files', address: new URL(worst.url).origin, reach: worst.reach };
}
