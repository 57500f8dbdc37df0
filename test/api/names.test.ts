import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { perMoney } from '../support/makers/purchases.ts';

let api: TestApp;
let key: string;

beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const headers = (language: string) => ({ authorization: `Bearer ${key}`, 'accept-language': language });
const get = async (path: string, language: string) =>
  (await api.http.get(`/api/v1${path}`).set(headers(language)).expect(200)).body;
const post = async (path: string, body: object) =>
  (await api.http.post(`/api/v1${path}`).set(headers('en')).send(body).expect(201)).body;
const patch = async (path: string, version: number, body: object) =>
  (
    await api.http
      .patch(`/api/v1${path}`)
      .set({ ...headers('en'), 'if-match': `"${version}"` })
      .send(body)
      .expect(200)
  ).body;

const beans = { de: 'Doppelte Punkte auf Bohnen', en: 'Double points on beans' };

describe('the name of a rule', () => {
  const effect = perMoney(1, 100);

  it('is shown in the language of the reader, else of the club, and has all its texts beside it', async () => {
    const { id } = await post('/earning-rules', { name: beans, effect });
    expect(await get(`/earning-rules/${id}`, 'en')).toMatchObject({ name: beans.en, nameTexts: beans });
    expect(await get(`/earning-rules/${id}`, 'cs')).toMatchObject({ name: beans.de, nameTexts: beans });
    const { data } = await get('/earning-rules?limit=1', 'de');
    expect(data).toMatchObject([{ name: beans.de }]);
    const versions = await get(`/earning-rules/${id}/versions`, 'en');
    expect(versions.data).toMatchObject([{ version: 1, name: beans.en, nameTexts: beans }]);
  });

  it('can be one string, which is in the language of the club', async () => {
    const { id, nameTexts } = await post('/earning-rules', { name: 'Bohnen', effect });
    expect(nameTexts).toEqual({ de: 'Bohnen' });
    await patch(`/earning-rules/${id}`, 1, { name: beans });
    const renamed = await patch(`/earning-rules/${id}`, 2, { name: 'Neue Bohnen' });
    expect(renamed).toMatchObject({ name: 'Neue Bohnen', nameTexts: { de: 'Neue Bohnen' }, version: 3 });
    expect(await patch(`/earning-rules/${id}`, 3, { caps: [] })).toMatchObject({ name: 'Neue Bohnen' });
  });

  it.each([['', ' ', {}, { de: '' }, { fr: 'Haricots' }, 7]].flat())('refuses %j', async (name) => {
    const { body } = await api.http
      .post('/api/v1/earning-rules')
      .set(headers('en'))
      .send({ name, effect })
      .expect(400);
    expect(body.code).toBe('invalid-request');
    expect(body.errors[0].pointer).toMatch(/^\/name/);
  });
});

it('the category of a reward is shown in the language of its reader', async () => {
  const categoryTexts = { de: 'Bücher', en: 'Books' };
  const reward = { name: { de: 'Buch' }, points: 100, state: 'live' };
  const { id } = await post('/rewards', { ...reward, category: categoryTexts });
  expect(await get(`/rewards/${id}`, 'en')).toMatchObject({ category: 'Books', categoryTexts });
  expect(await get(`/rewards/${id}`, 'cs')).toMatchObject({ category: 'Bücher', categoryTexts });
  const member = await makeSignedInMember(api);
  const own = await api.http
    .get('/api/v1/me/rewards')
    .set({ cookie: member.cookie, 'accept-language': 'en' })
    .expect(200);
  expect(own.body.data).toMatchObject([{ id, category: 'Books' }]);
  expect(await patch(`/rewards/${id}`, 1, { category: 'Romane' })).toMatchObject({
    category: 'Romane',
    categoryTexts: { de: 'Romane' },
  });
  expect(await patch(`/rewards/${id}`, 2, { category: '' })).toMatchObject({
    category: '',
    categoryTexts: {},
  });
});
