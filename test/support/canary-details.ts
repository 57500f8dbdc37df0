import { randomUUID } from 'node:crypto';
import type { TestApp } from './app.ts';
import { collect, makeCollectSite, memberToken } from './makers/collect.ts';
import { send, type Sender } from './requests.ts';

/** Of the canary: what few members tell. */
export const canaryDetails = {
  secondPhone: '+43150123987',
  company: 'Kanarienhof KG',
  address: {
    street: 'Kanarigasse 4',
    postcode: 'KANARI 10',
    city: 'Kanarienburg',
    region: 'Kanarien',
    country: 'AT',
  },
} as const;

/** A manager puts the member on a list. */
export const putOnList = async (api: TestApp, key: string): Promise<void> => {
  const { body: list } = await send(api, 'post', '/segments', { key, body: { name: 'List' } }).expect(201);
  const body = { members: ['kanari@member.example'] };
  await send(api, 'post', `/segments/${list.id}/members`, { key, body }).expect(200);
};

/** The member searches on the shop's web page. */
export const visitWebPage = async (api: TestApp, key: string, memberId: string): Promise<void> => {
  const consents = [{ purpose: 'tracking', granted: true }];
  await send(api, 'put', `/members/${memberId}/consents`, { key, body: { consents } }).expect(200);
  const site = await makeCollectSite(api, key);
  const member = await memberToken(api, key, site.id, memberId);
  const events = [{ id: randomUUID(), kind: 'searched', words: 'KANARI seeds', results: 4 }];
  await collect(api, site.key, { member, events }).expect(202);
};

/** A manager tags the member, and says why no analysis counts them. */
export const tagAndLeaveOut = async (
  api: TestApp,
  as: Sender,
  path: string,
  words: string,
): Promise<void> => {
  await send(api, 'put', `${path}/tags`, { ...as, body: { tags: [words] } }).expect(200);
  await send(api, 'put', `${path}/kind`, { ...as, body: { kind: 'reseller', reason: words } }).expect(200);
};

export const inAYear = (now: number): string => new Date(now + 365 * 86_400_000).toISOString();
