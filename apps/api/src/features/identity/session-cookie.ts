import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';

// A `__Host-` cookie cannot be planted by a sibling domain, but browsers take it over https only.
const isSecure = (config: Config): boolean => config.ORIGIN?.startsWith('https:') ?? false;
const nameOf = (config: Config): string => (isSecure(config) ? '__Host-regulars' : 'regulars');

export const readSessionCookie = (request: FastifyRequest, config: Config): string | undefined =>
  request.cookies[nameOf(config)];

export const writeSessionCookie = (
  reply: FastifyReply,
  config: Config,
  token: string,
  maxAgeSeconds: number,
): void => {
  void reply.setCookie(nameOf(config), token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(config),
    maxAge: maxAgeSeconds,
  });
};

export const clearSessionCookie = (reply: FastifyReply, config: Config): void => {
  void reply.clearCookie(nameOf(config), {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure(config),
  });
};
