import proxyAddress from '@fastify/proxy-addr';
import type { RequestEvent } from '@sveltejs/kit';

/** Proxies whose word on where a request comes from counts: addresses, ranges, `loopback`, `uniquelocal`. */
const trusted = (process.env.TRUSTED_PROXIES ?? '').split(/[\s,]+/u).filter(Boolean);
const isTrusted = proxyAddress.compile(trusted);

/** Whether the one who asks us directly is a proxy that we trust. */
export const comesByProxy = ({ platform }: RequestEvent): boolean =>
  isTrusted(platform?.req.socket.remoteAddress ?? '', 0);

/** Where the visitor is. What proxies said counts only as far as each of them is trusted. */
export const visitorAddress = ({ platform, getClientAddress }: RequestEvent): string =>
  platform?.req ? proxyAddress(platform.req, isTrusted) : getClientAddress();
