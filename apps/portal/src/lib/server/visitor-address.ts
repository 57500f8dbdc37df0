import proxyAddress from '@fastify/proxy-addr';
import type { RequestEvent } from '@sveltejs/kit';

/** Proxies whose word on where a request comes from counts: addresses, ranges, `loopback`, `uniquelocal`. */
const trusted = (process.env.TRUSTED_PROXIES ?? '').split(/[\s,]+/u).filter(Boolean);
const isTrusted = proxyAddress.compile(trusted);

/** Where the visitor is. What proxies said counts only as far as each of them is trusted. */
export const visitorAddress = ({ platform, getClientAddress }: RequestEvent): string =>
  platform?.req ? proxyAddress(platform.req, isTrusted) : getClientAddress();
