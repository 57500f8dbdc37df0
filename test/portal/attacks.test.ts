import { inviteStaff, listMails } from '@regulars/contracts';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SessionsService } from '../../apps/api/src/features/identity/index.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeRule, makeTier } from '../support/makers/purchases.ts';
import { makeStampCard } from '../support/makers/challenges.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { portalPages, type PortalPage } from '../support/portal-routes.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { openShop } from '../support/shop.ts';

const markup = '<img src=x onerror=alert(1)>"><script>alert(2)</script>';
const rawMarkup = /<img src=x|<script>alert/i;
const formulas = ['=1+1', '+A1+1', '-A1+1', '@SUM(A1)', '\t=1+1', '\r=1+1'];
const garbage = ['x', '-1', 'a\0b', '9'.repeat(20), '🦄', '<b>', 'x'.repeat(5000), '2025-02-30'];
/** How zod words its own errors. A form says ours. */
const zodWords = /Invalid (?:input|option)|Too (?:small|big): expected/;
const tables = [
  'members',
  'purchases',
  'rules',
  'rewards',
  'locations',
  'products',
  'tiers',
  'staff',
  'audit',
  'keys',
  'mails',
];

describe.runIf(await findBrowser())('the portal under attack', { timeout: 300_000 }, () => {
  let club: TestClub;
  let pages: PortalPage[];
  let accounts: { member: SignedIn; cashier: SignedIn; admin: SignedIn };

  beforeAll(async () => {
    // More than any real client calls.
    club = await startClub({ CALLS_PER_MINUTE: '1000000' });
    const { api } = club;
    const shop = await openShop(api);
    const member = await makeSignedInMember(api, { firstName: markup, lastName: markup });
    const [cashier, admin] = [await makeStaff(api, ['cashier']), await makeStaff(api, ['admin'])];
    accounts = { member, cashier, admin };
    await makeLocation(api, { name: markup, address: markup });
    await makeProduct(api, { name: markup, category: markup });
    await makeTier(api, { name: { en: markup, de: markup } });
    const rule = await makeRule(api, { name: markup });
    const reward = await makeReward(api, {
      name: { en: markup, de: markup },
      description: { en: markup, de: markup },
      category: { en: markup, de: markup },
    });
    const texts = { en: markup, de: markup };
    const card = await makeStampCard(api, {
      name: texts,
      description: texts,
      reward: { kind: 'voucher', rewardId: reward.id },
    });
    const purchase = await shop.sell(4730, member.member.id, markup);
    for (const name of formulas) {
      await makeSignedInMember(api, { firstName: name, externalId: name });
      await makeLocation(api, { name, address: name });
      await makeProduct(api, { name, category: name });
    }
    pages = portalPages({
      '/club/rewards/[id]': `/club/rewards/${reward.id}`,
      '/console/rewards/[id]': `/console/rewards/${reward.id}`,
      '/console/rules/[id]': `/console/rules/${rule.id}`,
      '/console/challenges/[id]': `/console/challenges/${card.id}`,
      '/console/members/[id]': `/console/members/${member.member.id}`,
      '/console/purchases/[id]': `/console/purchases/${purchase.id}`,
      '/till/returns/[id]': `/till/returns/${purchase.id}`,
    });
  });
  afterAll(() => club.close());

  /** A new session each time, because some actions end it. */
  const cookieFor = async (path: string): Promise<Record<string, string>> => {
    const { member, cashier, admin } = accounts;
    const area = { club: member, till: cashier, console: admin }[path.split('/')[1] ?? ''];
    if (!area) return {};
    const { token } = await club.api.app.get(SessionsService).open(area.accountId, 'test');
    return { cookie: `regulars=${token}` };
  };
  const ask = async (path: string, request: RequestInit = {}): Promise<Response> =>
    fetch(`${club.url}${path}`, {
      redirect: 'manual',
      ...request,
      headers: { accept: 'text/html', ...(await cookieFor(path)), ...(request.headers as object) },
    });
  const submit = (path: string, fields: Record<string, string>, origin: string | null = club.url) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: origin === null ? {} : { origin },
    });

  /** What the action returns, without a page around it, as the page's own scripts ask for it. */
  const outcomeOf = async (
    target: string,
    form: Record<string, string>,
  ): Promise<{ status: number; text: string }> => {
    const reply = await ask(target, {
      method: 'POST',
      body: new URLSearchParams(form),
      headers: { origin: club.url, accept: 'application/json', 'x-sveltekit-action': 'true' },
    });
    const text = await reply.text();
    const isJson = reply.headers.get('content-type')?.startsWith('application/json') ?? false;
    const { status = 0 } = isJson ? (JSON.parse(text) as { status?: number }) : {};
    return { status: Math.max(reply.status, status), text };
  };
  const pageAfter = async (
    target: string,
    form: Record<string, string>,
  ): Promise<{ status: number; text: string }> => {
    const reply = await submit(target, form);
    return { status: reply.status, text: await reply.text() };
  };

  it('runs no foreign script, allows no framing or caching, and shows markup as text', async () => {
    expect(pages.length).toBeGreaterThan(50);
    for (const { path } of pages) {
      const reply = await ask(path);
      const html = await reply.text();
      expect({ path, failed: reply.status >= 500 }).toEqual({ path, failed: false });
      expect({ path, markup: rawMarkup.exec(html)?.[0] }).toEqual({ path, markup: undefined });
      expect({ path, frame: reply.headers.get('x-frame-options') }).toEqual({ path, frame: 'DENY' });
      if (reply.status >= 300 && reply.status < 400) continue;
      const policy = reply.headers.get('content-security-policy') ?? '';
      const [scripts = ''] = /script-src [^;]*/.exec(policy) ?? [];
      const [, nonce] = /'nonce-([^']+)'/.exec(scripts) ?? [];
      expect({ path, policy }).toEqual({ path, policy: expect.stringContaining("frame-ancestors 'none'") });
      expect({ path, scripts }).not.toMatchObject({ scripts: expect.stringContaining('unsafe-inline') });
      const inline = [...html.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>/g)].map(
        ([, attributes = '']) => attributes,
      );
      for (const attributes of inline)
        expect({ path, attributes }).toEqual({
          path,
          attributes: expect.stringContaining(`nonce="${nonce}"`),
        });
      expect({ path, kept: reply.headers.get('cache-control') }).toEqual({ path, kept: 'private, no-store' });
    }
  });

  it('accepts forms only from its own pages, with known methods and sizes', async () => {
    // One check guards all pages, so each page gets one method and one origin, in turns.
    const methods = ['PUT', 'DELETE', 'PATCH'];
    const origins = [null, 'https://evil.example', 'null', `${club.url}.evil.example`];
    for (const [at, { path, actions }] of pages.entries()) {
      const method = methods[at % methods.length] ?? '';
      const replied = await ask(path, { method, headers: { origin: club.url } });
      expect({ path, method, status: replied.status }).toEqual({
        path,
        method,
        status: expect.toBeOneOf([303, 403, 404, 405]),
      });
      const [action] = actions;
      if (action === undefined) continue;
      const target = action === 'default' ? path : `${path}?/${action}`;
      const origin = origins[at % origins.length] ?? null;
      const { status } = await submit(target, {}, origin);
      expect({ path, origin, status }).toEqual({ path, origin, status: 403 });
      const unknown = (await submit(`${path}?/unknown`, {})).status;
      expect({ path, unknown }).toEqual({ path, unknown: expect.toBeOneOf([303, 400, 401, 403, 404, 405]) });
    }
    const huge = await submit('/sign-in', { email: 'x'.repeat(5_000_000) });
    expect(huge.status).toBe(413);
  });

  it('redirects to no other site', async () => {
    const { email, password } = accounts.member;
    const ways = [
      '//evil.example',
      '/\\evil.example',
      '/.//evil.example',
      'https://evil.example',
      'javascript:alert(1)',
      '/\t/evil.example',
    ];
    for (const way of ways) {
      const back = await submit('/preferences', { theme: 'dark', back: way });
      expect({ way, location: back.headers.get('location') }).toEqual({ way, location: '/' });
      const signedIn = await submit(`/sign-in?continue=${encodeURIComponent(way)}`, { email, password });
      expect({ way, location: signedIn.headers.get('location') }).toEqual({ way, location: '/club' });
    }
  });

  it('writes no formula into a table, and no markup into a mail', async () => {
    const { api, url } = club;
    for (const table of tables) {
      const asked = await submit('/console/exports?/file', { kind: table, format: 'csv', address: '' });
      const reply = await fetch(`${url}${asked.headers.get('location')}`, {
        headers: { cookie: accounts.admin.cookie },
      });
      expect({ table, status: reply.status }).toEqual({ table, status: 200 });
      const rows: string[][] = parse(await reply.text(), { bom: true, relax_column_count: true });
      const cells = rows.flat();
      const dangerous = cells.filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^[ +\d()/.-]+$/.test(cell));
      expect({ table, dangerous }).toEqual({ table, dangerous: [] });
    }
    const admin = api.client(accounts.admin);
    await admin.call(inviteStaff, {
      body: { email: 'new@club.example', displayName: markup, role: 'cashier', language: 'en' },
    });
    const mail = await vi.waitFor(async () => {
      const { data } = await admin.call(listMails);
      const invitation = data.find(({ to }) => to === 'new@club.example');
      if (!invitation) throw new Error('The mail is not there yet');
      return invitation;
    }, 15_000);
    const { html } = (await (
      await fetch(`${url}/api/v1/mails/${mail.id}`, { headers: { cookie: accounts.admin.cookie } })
    ).json()) as { html: string };
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(rawMarkup);
  });

  it('answers empty and invalid forms with a refusal', async () => {
    const actions = pages.flatMap(({ path, actions: names, fields }) =>
      names.map((name) => ({ path, name, fields })),
    );
    expect(actions.length).toBeGreaterThan(40);
    const failed: object[] = [];
    for (const [at, { path, name, fields }] of actions.entries()) {
      const target = name === 'default' ? path : `${path}?/${name}`;
      // Half of the values for one action, the others for the next. All actions read fields in the same ways.
      const values = garbage.filter((_, index) => (index + at) % 2 === 0);
      const forms = [...values.map((value) => Object.fromEntries(fields.map((field) => [field, value]))), {}];
      // A page takes ten times as long as what the action returns, so only one of the answers is a page.
      const shown = at % forms.length;
      for (const [index, form] of forms.entries()) {
        const { status, text } = await (index === shown ? pageAfter : outcomeOf)(target, form);
        if (status >= 500) failed.push({ target, form });
        const [untranslated] = zodWords.exec(text) ?? [];
        if (untranslated) failed.push({ target, form, untranslated });
      }
    }
    expect(failed).toEqual([]);
  });
});
