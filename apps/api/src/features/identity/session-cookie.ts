import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';

// A `__Host-` cookie cannot be planted by a sibling domain, but browsers take it over https only.
const isSecure = (config: Config): boolean => config.ORIGIN?.startsWith('https:') ?? false;
const nameOf = (config: Config, name: string): string => (isSecure(config) ? `__Host-${name}` : name);
const session = 'regulars';
/** Says only that this browser was here before; it opens nothing. */
const mark = 'regulars-browser';

const options = (config: Config) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: isSecure(config) }) as const;

export const readSessionCookie = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[nameOf(config, session)];

export const writeSessionCookie = (
  reply: FastifyReply,
  config: Config,
  token: string,
  maxAgeSeconds: number,
): void => {
  void reply.setCookie(nameOf(config, session), token, { ...options(config), maxAge: maxAgeSeconds });
};

export const clearSessionCookie = (reply: FastifyReply, config: Config): void => {
  void reply.clearCookie(nameOf(config, session), options(config));
};

/** Undefined also for what we cannot have written. */
export const readBrowserMark = (request: FastifyRequest, config: Config): string | undefined => {
  const value = request.cookies[nameOf(config, mark)];
  return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
};

export const writeBrowserMark = (
  reply: FastifyReply,
  config: Config,
  value: string,
  maxAgeSeconds: number,
): void => {
  void reply.setCookie(nameOf(config, mark), value, { ...options(config), maxAge: maxAgeSeconds });
};
