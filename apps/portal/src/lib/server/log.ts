import { loggedError, openLog, requestId, shortAddress, type LogLevel } from '@regulars/log';
import type { RequestEvent } from '@sveltejs/kit';
import type { Session } from '#lib/shell/session.ts';
import { comesByProxy, visitorAddress } from './visitor-address.ts';

const log = openLog({ app: 'portal', level: (process.env.LOG_LEVEL as LogLevel | undefined) ?? 'info' });

/** The id from a trusted proxy, or a new one. */
export const requestIdOf = (event: RequestEvent): string =>
  requestId(event.request.headers.get('x-request-id'), comesByProxy(event));

/** The log line of a request: the pattern of its page, never its URL, which may contain a token or a name. */
export const logRequest = (event: RequestEvent, status: number, startedAt: number): void => {
  const { locals, request, route } = event;
  const broken = locals.broken === undefined ? {} : { error: loggedError(locals.broken) };
  log[levelOf(status)]({
    id: locals.requestId,
    method: request.method,
    route: route.id ?? 'unknown',
    status,
    ms: Math.round((performance.now() - startedAt) * 10) / 10,
    ...whoIs(locals.session),
    address: shortAddress(visitorAddress(event)),
    ...broken,
  });
};

const levelOf = (status: number): 'info' | 'warn' | 'error' => {
  if (status === 503) return 'warn';
  return status >= 500 ? 'error' : 'info';
};

const whoIs = (session: Session | null | undefined): object =>
  session ? { who: session.roles.at(-1) ?? 'account', account: session.account.id } : { who: 'visitor' };
