import proxyAddress from '@fastify/proxy-addr';
import type { RequestEvent } from '@sveltejs/kit';

/** Trusted proxies: addresses, ranges, `loopback`, `uniquelocal`. */
const trusted = (process.env.TRUSTED_PROXIES ?? '').split(/[\s,]+/u).filter(Boolean);
const isTrusted = proxyAddress.compile(trusted);

/** Whether the direct peer is a trusted proxy. */
export const comesByProxy = ({ platform }: RequestEvent): boolean =>
  isTrusted(platform?.req.socket.remoteAddress ?? '', 0);

/** The visitor's address. Proxy headers count only as far as each proxy is trusted. */
export const visitorAddress = ({ platform, getClientAddress }: RequestEvent): string =>
  platform?.req ? proxyAddress(platform.req, isTrusted) : getClientAddress();
