import { householdAddress } from '@regulars/log';
import type { Config } from '../../config.ts';
import type { ClubRequest } from './contract.ts';
import { isSecret } from './secret.ts';

/** The header that proves that the portal's server speaks for a visitor. */
const portalHeader = 'x-regulars-portal';

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** Whether the request carries the secret of the portal's server. */
export const provesPortal = ({ headers }: ClubRequest, secret: string | undefined): boolean =>
  secret !== undefined && isSecret(first(headers[portalHeader]), secret);

/**
 * The visitor's address. The portal may speak for a visitor; nobody else may claim another address. Not for
 * limits.
 */
export const visitorAddress = (request: ClubRequest): string =>
  // Log and limits ask several times, and Fastify works it out each time.
  (request.visitor ??=
    (request.fromPortal && first(request.headers['x-forwarded-for'])?.split(',')[0]?.trim()) || request.ip);

/**
 * The address for limits. A household has a whole network of IPv6 addresses and may use another one for each
 * call.
 */
export const limitKeyOf = (request: ClubRequest): string => householdAddress(visitorAddress(request));

/**
 * A change from a browser must come from our own pages. Without `Origin` it is not a browser and has no cookie.
 */
export const originIsOurs = (request: ClubRequest, config: Config): boolean => {
  const origin = first(request.headers.origin);
  if (origin === undefined) return request.cookies === undefined || Object.keys(request.cookies).length === 0;
  if (config.ORIGIN) return origin === new URL(config.ORIGIN).origin;
  const host = (request.fromPortal && first(request.headers['x-forwarded-host'])) || request.headers.host;
  return URL.canParse(origin) && new URL(origin).host === host;
};
