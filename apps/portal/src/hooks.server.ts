import { sequence, type Handle, type HandleServerError } from '@sveltejs/kit/hooks';
import { render } from 'svelte/server';
import { m } from '#lib/paraglide/messages.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { apiFor, ApiProblem } from '#lib/server/api.ts';
import { loadClub } from '#lib/server/club.ts';
import { earlyEndOf } from '#lib/server/early-ends.ts';
import { touchIcon } from '#lib/server/icons.ts';
import { seenFirst } from '#lib/server/loading-order.ts';
import { logRequest, requestIdOf } from '#lib/server/log.ts';
import { explain } from '#lib/server/refusal.ts';
import { loadSession } from '#lib/server/session.ts';
import { guardData, keepForms } from '#lib/server/signed-out.ts';
import { isTheme } from '#lib/shell/session.ts';
import { accentStyle } from '#lib/ui/accent.ts';
import { drawing } from '#lib/ui/drawing.ts';

drawing.render = render;

/** The till is dark whatever the person chose. On a tablet, customers read. */
const atTill = (url: URL): boolean => /^\/till(\/(?!survey$)|$)/u.test(url.pathname);

/**
 * Pages without a session. The browser keeps `/offline` for times without a network, and anyone may use it then. The reader
 * of a link to a survey stays a visitor: no line of a log names a member beside an anonymous answer.
 */
const isForAnybody = ({ pathname }: URL): boolean =>
  pathname === '/offline' || /^\/survey\/[\w-]{43}$/u.test(pathname);

/** Czech has letters outside Latin-1. */
const fontsOf = (locale: string): RegExp =>
  locale === 'cs' ? /-latin(-ext)?-wght-normal/u : /-latin-wght-normal/u;

const speak: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    const theme = event.cookies.get('theme');
    event.locals.theme = isTheme(theme) ? theme : 'system';
    return resolve(event, {
      transformPageChunk: ({ html }) =>
        seenFirst(html)
          .replace('%portal.lang%', locale)
          .replace('%portal.theme%', atTill(event.url) ? 'dark' : event.locals.theme)
          .replace('%portal.icon%', touchIcon(event.locals.club?.logo).replaceAll('&', '&amp;'))
          .replace('%portal.style%', accentStyle(event.locals.club?.accent)),
      // Both fonts are on every page's first screen, and the browser waits for what is preloaded.
      preload: ({ type, path }) =>
        type === 'js' || type === 'css' || (type === 'font' && fontsOf(locale).test(path)),
    });
  });

const recognise: Handle = async ({ event, resolve }) => {
  const cookie = isForAnybody(event.url) ? null : event.request.headers.get('cookie');
  event.locals.api = apiFor(event, cookie);
  const [{ session, refusal }, club] = await Promise.all([
    loadSession(event.locals.api, cookie),
    loadClub(event.locals.api),
  ]);
  event.locals.session = session;
  event.locals.refusal = refusal;
  event.locals.club = club;
  const response = await resolve(event);
  const isPage = response.headers.get('content-type')?.startsWith('text/html') ?? false;
  if (isPage) response.headers.set('content-type', 'text/html; charset=utf-8');
  // Also without a session: pages behind a link from a mail or the set-up are for their reader only.
  if (event.locals.session || isPage) response.headers.set('cache-control', 'private, no-store');
  if (event.locals.retryAfter) response.headers.set('retry-after', String(event.locals.retryAfter));
  return response;
};

/** One line per request that is not a file, with the same id in the reply and in the API's log lines. */
const note: Handle = async ({ event, resolve }) => {
  const startedAt = performance.now();
  event.locals.requestId = requestIdOf(event);
  try {
    const response = await resolve(event);
    response.headers.set('x-request-id', event.locals.requestId);
    const status = response.status < 500 ? response.status : (earlyEndOf(event) ?? response.status);
    logRequest(event, status, startedAt);
    return response;
  } catch (broken) {
    const ended = earlyEndOf(event);
    if (ended === null) event.locals.broken = broken;
    logRequest(event, ended ?? 500, startedAt);
    throw broken;
  }
};

export const handle: Handle = sequence(note, speak, recognise, guardData, keepForms);

export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind !== 'unknown') return;
  // A refusal of the API that no page expected is still that refusal, and no fault of the portal.
  if (error instanceof ApiProblem && error.status !== 500) return explain(error, event);
  if (earlyEndOf(event) === null) event.locals.broken = error;
  return { message: m.common_problem_unexpected(), requestId: event.locals.requestId };
};
