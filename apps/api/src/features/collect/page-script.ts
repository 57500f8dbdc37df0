/** What the script uses of a browser. The API knows no DOM. */
export interface PageOfShop {
  regulars?: Regulars;
  readonly localStorage: {
    getItem(key: string): string | null;
    setItem(key: string, value: string): void;
    removeItem(key: string): void;
  };
  readonly crypto: { randomUUID(): string };
  fetch(
    url: string,
    request: {
      method: 'POST';
      headers: Record<string, string>;
      body: string;
      credentials: 'omit';
      keepalive: true;
    },
  ): Promise<{ readonly ok: boolean; json(): Promise<unknown> }>;
  setTimeout(work: () => void, ms: number): unknown;
  addEventListener(name: 'pagehide', work: () => void): void;
}

type Said = readonly [what: string, ...values: (string | number | boolean | undefined)[]];

/** What a page calls: `regulars('viewed', 'COFFEE-250')`. */
export interface Regulars {
  (...said: Said): void;
  /** What the page said before the script was there. */
  q?: Said[];
}

/**
 * Runs in the shop's web page. It keeps nothing and sends nothing before the page says that the visitor agreed. It is sent as
 * text, so it uses nothing of this module but its arguments.
 */
const pageScript = (page: PageOfShop, key: string, api: string): void => {
  const storedAs = 'regulars.visitor';
  const sendAfterMs = 1000;
  const most = 50;
  let agreed = false;
  let visitor: string | null = null;
  let member: string | undefined;
  let isWaiting = false;
  let events: { at: number; [field: string]: unknown }[] = [];

  // A browser may forbid storage: then the visitor lasts as long as the page.
  const stored = <Result>(work: () => Result): Result | null => {
    try {
      return work();
    } catch {
      return null;
    }
  };
  const newVisitor = (): string => {
    const made = page.crypto.randomUUID();
    visitor = made;
    stored(() => page.localStorage.setItem(storedAs, made));
    return made;
  };
  const visitorId = (): string =>
    visitor ?? (visitor = stored(() => page.localStorage.getItem(storedAs))) ?? newVisitor();
  const post = (path: string, body: object): ReturnType<PageOfShop['fetch']> =>
    page.fetch(api + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pageKey: key, ...body }),
      credentials: 'omit',
      keepalive: true,
    });

  const send = async (isAgain = false): Promise<void> => {
    isWaiting = false;
    if (!agreed || (events.length === 0 && member === undefined)) return;
    const [sent, token] = [events.slice(0, most), member];
    events = events.slice(most);
    member = undefined;
    const aged = sent.map(({ at, ...event }) => ({
      ...event,
      secondsAgo: Math.min(86_400, Math.max(0, Math.round((Date.now() - at) / 1000))),
    }));
    const reply = await post('/collect', {
      visitor: visitorId(),
      consent: true,
      member: token,
      events: aged,
    });
    const { visitor: whose } = reply.ok ? ((await reply.json()) as { visitor: string }) : { visitor: '' };
    if (whose === 'other' && !isAgain) {
      // Another member used this browser before.
      newVisitor();
      [events, member] = [[...sent, ...events], token];
      await send(true);
    } else if (events.length > 0) await send();
  };
  const sendNow = (): void => void send().catch(() => undefined);
  const sendSoon = (): void => {
    if (isWaiting || !agreed) return;
    isWaiting = true;
    page.setTimeout(sendNow, sendAfterMs);
  };
  const note = (kind: string, fields: object): void => {
    if (events.length < most) events.push({ id: page.crypto.randomUUID(), kind, ...fields, at: Date.now() });
    sendSoon();
  };
  const forget = (): void => {
    const known = visitor ?? stored(() => page.localStorage.getItem(storedAs));
    [events, member, visitor] = [[], undefined, null];
    stored(() => page.localStorage.removeItem(storedAs));
    if (known !== null) void post('/collect/forget', { visitor: known }).catch(() => undefined);
  };

  const deeds: Record<string, ((first: unknown, second: unknown) => void) | undefined> = {
    consent: (given) => {
      agreed = given === true;
      if (agreed) sendSoon();
      else forget();
    },
    viewed: (sku) => note('product-viewed', { sku }),
    searched: (words, results) => note('searched', { words, results }),
    cart: (sku, quantity) => note('added-to-cart', { sku, quantity }),
    member: (token) => {
      member = String(token);
      sendSoon();
    },
    'signed-out': () => {
      sendNow();
      if (agreed) newVisitor();
    },
  };
  const before = page.regulars?.q ?? [];
  page.regulars = (what, first, second) => deeds[what]?.(first, second);
  for (const said of before) page.regulars(...said);
  page.addEventListener('pagehide', sendNow);
};

/** The script as text. It finds its key, and the API next to it, by its own element. */
export const pageScriptText = (): string =>
  `(function (element) {\n  if (!element) return;\n  (${pageScript.toString()})(window, element.getAttribute('data-key') || '', new URL('v1', element.src).href);\n})(document.currentScript);\n`;
