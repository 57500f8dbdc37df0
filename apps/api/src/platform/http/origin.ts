import { householdAddress } from '@regulars/log';
import type { Config } from '../../config.ts';
import type { ClubRequest } from './contract.ts';
import { isSecret } from './secret.ts';

/** The header by which the portal's server proves that it speaks for a visitor. */
const portalHeader = 'x-regulars-portal';

const first = (value: string | string[] | undefined): string | undefined =>
  Array.isArray(value) ? value[0] : value;

/** Whether the request shows the secret that only the portal's server knows. */
export const provesPortal = ({ headers }: ClubRequest, secret: string | undefined): boolean =>
  secret !== undefined && isSecret(first(headers[portalHeader]), secret);

/** The visitor's address: the portal may speak for a visitor, nobody else may claim another address. Not for limits. */
export const visitorAddress = (request: ClubRequest): string =>
  (request.fromPortal && first(request.headers['x-forwarded-for'])?.split(',')[0]?.trim()) || request.ip;

/**
 * By what every limit of an address counts: a household has a whole network of IPv6 addresses, and may take another
 * one for each call.
 */
export const limitKeyOf = (request: ClubRequest): string => householdAddress(visitorAddress(request));

/** A browser's mutation must come from our own pages. Without `Origin` it is no browser, and holds no cookie. */
export const originIsOurs = (request: ClubRequest, config: Config): boolean => {
  const origin = first(request.headers.origin);
  if (origin === undefined) return request.cookies === undefined || Object.keys(request.cookies).length === 0;
  if (config.ORIGIN) return origin === new URL(config.ORIGIN).origin;
  const host = (request.fromPortal && first(request.headers['x-forwarded-host'])) || request.headers.host;
  return URL.canParse(origin) && new URL(origin).host === host;
};
