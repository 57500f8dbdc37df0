import { randomUUID } from 'node:crypto';
import type { Params } from 'nestjs-pino';
import type { Config } from '../config.ts';

/** Secrets and persons stay out of the log: only ids, routes and times go in. */
export const loggerOptions = (config: Config): Params => ({
  pinoHttp: {
    level: config.LOG_LEVEL,
    genReqId: (request, response) => {
      const given = request.headers['x-request-id'];
      const id = typeof given === 'string' && /^[\w-]{1,64}$/.test(given) ? given : randomUUID();
      response.setHeader('x-request-id', id);
      return id;
    },
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        'req.headers["x-regulars-portal"]',
        'res.headers["set-cookie"]',
        '*.password',
        '*.secret',
        '*.token',
      ],
      censor: '[secret]',
    },
    customLogLevel: (_, response, error) => {
      if (error || response.statusCode >= 500) return 'error';
      return response.statusCode >= 400 ? 'info' : 'debug';
    },
    serializers: {
      req: (request: { id: unknown; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: withoutSecrets(request.url),
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  },
});

/** Links in mails carry their token in the path: whoever reads the log must not be able to use it. */
const withoutSecrets = (url: string): string | undefined =>
  url
    .split('?')[0]
    ?.replace(
      /\/(password-resets|invitations|email-confirmations|email-changes|email-change-stops|account-openings)\/.+/,
      '/$1/[secret]',
    );
