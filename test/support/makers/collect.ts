import { randomUUID } from 'node:crypto';
import type { CollectSite } from '@regulars/contracts';
import type supertest from 'supertest';
import type { TestApp } from '../app.ts';
import { send } from '../requests.ts';

export const shopOrigin = 'https://shop.example';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0';

export const makeCollectSite = async (
  api: TestApp,
  key: string,
  origins: readonly string[] = [shopOrigin],
): Promise<CollectSite> =>
  (await send(api, 'post', '/collect-sites', { key, body: { name: 'Web shop', origins } }).expect(201)).body;

/** What the script of the shop's web page sends. */
export const collect = (
  api: TestApp,
  key: string,
  body: object,
  { origin = shopOrigin, userAgent = firefox }: { origin?: string; userAgent?: string } = {},
): supertest.Test =>
  send(api, 'post', '/collect', {
    body: { pageKey: key, visitor: randomUUID(), consent: true, events: [], ...body },
  })
    .set('origin', origin)
    .set('user-agent', userAgent);

export const viewed = (sku: string): object => ({ id: randomUUID(), kind: 'product-viewed', sku });

/** The shop's server says who signed in to its web page. */
export const memberToken = async (
  api: TestApp,
  key: string,
  siteId: string,
  memberId: string,
): Promise<string> =>
  (await send(api, 'post', `/collect-sites/${siteId}/member-tokens`, { key, body: { memberId } }).expect(201))
    .body.token;
