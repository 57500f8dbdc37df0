import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';

const name = 'regulars-setup';

const optionsOf = (config: Config) =>
  ({
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: config.ORIGIN?.startsWith('https:') ?? false,
  }) as const;

/** The link's token, which leaves the address bar for a cookie. */
export const readSetupCookie = (request: FastifyRequest): string | undefined => request.cookies[name];

export const writeSetupCookie = (reply: FastifyReply, config: Config, token: string, expires: Date): void => {
  void reply.setCookie(name, token, { ...optionsOf(config), expires });
};

export const clearSetupCookie = (reply: FastifyReply, config: Config): void => {
  void reply.clearCookie(name, optionsOf(config));
};
