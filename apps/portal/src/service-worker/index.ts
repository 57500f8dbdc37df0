// The installed club without network: what the pages are made of, the offline page, and this member's card, vouchers and coupons.
import { immutable } from '$app/manifest';
import { self } from '$app/service-worker';

/** Files that never change under their name, and the offline page. Nothing in it is about a person. */
const shell = 'shell';
/** Pages of the signed-in person. They are deleted at sign-in and sign-out. */
const personal = 'personal';

const offlinePage = '/offline';
const tillOfflinePage = '/offline/till';
const cardPage = '/club/card';
const tillPage = '/till';
/** With the questions of its surveys. */
const tabletPage = '/till/survey';
const preferences = '/preferences';
const vouchersPage = '/club/vouchers';
const couponsPage = '/club/coupons';
const earnPage = '/club/earn';
const keptPages = new Set(['/club', cardPage, vouchersPage, couponsPage, earnPage, tillPage, tabletPage]);
const changesOfPerson = /^\/(sign-in|sign-out|join|open-account\/[^/]+)$/u;
/** More than a person carries. */
const mostTickets = 30;
/** A copy of one that is older is fetched again, so that its age says when it was last looked at. */
const freshMs = 60 * 60 * 1000;
/** A network that hangs is worse than none: after this a kept page is shown. */
const longestWaitMs = 3000;

/** Rises whenever the person changes, so that an answer on its way then is not kept. */
let person = 0;

async function forgetPerson(): Promise<void> {
  person += 1;
  await caches.delete(personal);
}

const isUnchanging = (pathname: string): boolean =>
  pathname.includes('/_app/immutable/') || pathname.startsWith('/icons/');

async function unchanging(request: Request): Promise<Response> {
  const known = await caches.match(request, { cacheName: shell });
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await (await caches.open(shell)).put(request, answer.clone());
  return answer;
}

/** Keeps the files that a page names, so that it is whole without network. */
async function keepFilesOf(html: string, base: string): Promise<void> {
  // Not one expression for the whole address: it would read a long text again from each of its characters.
  const named = html.split(/["'\s()]+/u).filter((word) => word.includes('/_app/immutable/'));
  const files = new Set(named.map((name) => new URL(name, base).href));
  await Promise.allSettled([...files].map((file) => unchanging(new Request(file))));
}

/** @param asked whose page it is; nothing is kept if the person has changed since it was asked for */
async function keep(cacheName: string, path: string, answer: Response, asked = person): Promise<void> {
  const copy = answer.clone();
  await keepFilesOf(await answer.text(), new URL(path, self.location.origin).href);
  const cache = await caches.open(cacheName);
  if (cacheName === personal && asked !== person) return;
  await cache.put(path, copy);
}

/** Fetches a page of the member and keeps it. */
async function keepOwn(path: string): Promise<void> {
  const asked = person;
  const answer = await fetch(path, { headers: { accept: 'text/html' } });
  // The session has ended, perhaps on another device: nothing of the person stays here.
  if (answer.redirected) await forgetPerson();
  else if (answer.ok) await keep(personal, path, answer, asked);
}

/** The list, and a page with its code for each one that can be used. Others go. */
async function keepTickets(list: string, api: string, usable: string): Promise<void> {
  const answer = await fetch(api);
  if (!answer.ok) return;
  const { data } = (await answer.json()) as { data: readonly { id: string; state: string }[] };
  const kept = data.filter(({ state }) => state === usable).slice(0, mostTickets);
  const wanted = new Set(kept.map(({ id }) => `${list}/${id}`));
  const cache = await caches.open(personal);
  for (const request of await cache.keys()) {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(`${list}/`) && !wanted.has(pathname)) await cache.delete(request);
  }
  await keepOwn(list);
  for (const path of wanted) if (!isFresh(await cache.match(path))) await keepOwn(path);
}

const keepVouchers = (): Promise<void> =>
  keepTickets(vouchersPage, '/api/v1/me/vouchers?limit=200', 'issued');
const keepCoupons = (): Promise<void> => keepTickets(couponsPage, '/api/v1/me/coupons', 'ready');

const isFresh = (kept: Response | undefined): boolean =>
  Date.now() - Date.parse(kept?.headers.get('date') ?? '') < freshMs;

/** After a new build the kept pages name files that are gone, so they are fetched again. */
async function renewKept(): Promise<void> {
  const kept = await (await caches.open(personal)).keys();
  await Promise.allSettled(kept.map(({ url }) => keepOwn(new URL(url).pathname)));
}

/** In this browser's language and theme. The server shows nothing of a person on them. */
async function keepOfflinePages(): Promise<void> {
  for (const path of [offlinePage, tillOfflinePage]) {
    const answer = await fetch(path);
    if (answer.ok) await keep(shell, path, answer);
  }
}

/** Of an earlier build nothing is needed any more. */
async function forgetOldFiles(): Promise<void> {
  const current = new Set(immutable.map(({ path }) => new URL(path, self.location.origin).pathname));
  const cache = await caches.open(shell);
  const kept = await cache.keys();
  const old = kept.filter(({ url }) => isOld(new URL(url).pathname, current));
  await Promise.all(old.map((request) => cache.delete(request)));
}

const isOld = (pathname: string, current: Set<string>): boolean =>
  current.size > 0 && pathname.includes('/_app/immutable/') && !current.has(pathname);

const isOwn = (path: string): boolean => keptPages.has(path) || path.startsWith('/club/');

const keptPage = (path: string): Promise<Response | undefined> => caches.match(path, { cacheName: personal });

const later = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(() => resolve(undefined), milliseconds));

async function fromNetwork(event: FetchEvent, path: string): Promise<Response> {
  const asked = person;
  const answer = await fetch(event.request);
  // A redirect to the sign-in means that the session has ended.
  if (answer.type === 'opaqueredirect' && isOwn(path)) event.waitUntil(forgetPerson());
  if (!keptPages.has(path)) return answer;
  // A further page of the list is not what the address without it shows.
  if (answer.ok && !new URL(event.request.url).search)
    event.waitUntil(keep(personal, path, answer.clone(), asked));
  return answer;
}

async function page(event: FetchEvent, path: string): Promise<Response> {
  const network = fromNetwork(event, path);
  try {
    const known = isOwn(path) ? await keptPage(path) : undefined;
    return (
      (await (known ? Promise.race([network, later(longestWaitMs)]) : network)) ?? known ?? (await network)
    );
  } catch {
    return (await keptPage(path)) ?? (await withoutNetwork(path));
  }
}

/** At the till the till: a cashier has no use for the members' pages. */
async function withoutNetwork(path: string): Promise<Response> {
  const atTill = path === tillPage || path.startsWith(`${tillPage}/`);
  if (atTill && path !== tillPage && (await keptPage(tillPage))) return Response.redirect(tillPage);
  const offline = atTill ? tillOfflinePage : offlinePage;
  return (await caches.match(offline, { cacheName: shell })) ?? Response.error();
}

async function changePreferences(event: FetchEvent): Promise<Response> {
  const answer = await fetch(event.request);
  event.waitUntil(keepOfflinePages().catch(() => undefined));
  return answer;
}

async function changePerson(request: Request): Promise<Response> {
  await forgetPerson();
  const answer = await fetch(request);
  await forgetPerson();
  return answer;
}

self.addEventListener('install', (event) => {
  event.waitUntil(keepOfflinePages().then(() => self.skipWaiting()));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    renewKept()
      .then(forgetOldFiles)
      .then(() => self.clients.claim()),
  );
});

/** What pages ask for. */
const answers = new Map<unknown, () => Promise<unknown>>([
  [
    'keep-member',
    () => Promise.allSettled([keepOwn(cardPage), keepVouchers(), keepCoupons(), keepOfflinePages()]),
  ],
  ['keep-till', () => keepOwn(tillPage)],
  ['keep-tablet', () => keepOwn(tabletPage)],
  ['forget-person', forgetPerson],
]);

self.addEventListener('message', (event) => {
  const does = answers.get((event.data as { kind?: unknown } | null)?.kind);
  if (does) event.waitUntil(does());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.method === 'POST' && changesOfPerson.test(pathname)) event.respondWith(changePerson(request));
  else if (request.method === 'POST' && pathname === preferences) event.respondWith(changePreferences(event));
  if (request.method !== 'GET') return;
  if (isUnchanging(pathname)) event.respondWith(unchanging(request));
  else if (request.mode === 'navigate' && !pathname.startsWith('/api'))
    event.respondWith(page(event, pathname));
});
