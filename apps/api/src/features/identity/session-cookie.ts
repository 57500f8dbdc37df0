import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';

// A sibling domain cannot plant a `__Host-` cookie, but browsers accept it over https only.
const isSecure = (config: Config): boolean => config.ORIGIN?.startsWith('https:') ?? false;
const nameOf = (config: Config, name: string): string => (isSecure(config) ? `__Host-${name}` : name);
const session = 'regulars';
/** Only says that this browser was here before. It gives no access. */
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

/** Undefined also for values that we cannot have written. */
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
