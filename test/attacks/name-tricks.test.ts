import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { Importing } from '../support/makers/imports.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp();
  key = await makeKey(api);
});
afterAll(() => api.close());

const tricks = [
  'Anna\u202Eannah',
  'Anna\u2066',
  'An\u200Bna',
  'Anna\nKrause',
  'Anna\u0007',
  '\u3164',
  'Win at evil.com',
  'ｅｖｉｌ．ｃｏｍ',
  'https://evil.example',
  'anna@evil.example',
];
const joining = {
  email: '',
  password: 'ein kurzer Satz',
  firstName: 'Anna',
  lastName: 'Krause',
  language: 'en',
};
const anyEmail = (): string => `${randomUUID()}@names.example`;
const people = async (): Promise<unknown> =>
  rowsOf(
    api,
    'select first_name, last_name from members union all select display_name, null from accounts order by 1, 2',
  );

describe('a name with hidden characters', () => {
  it('is refused on every way in', async () => {
    const [admin, member] = [await makeStaff(api, ['admin']), await makeSignedInMember(api)];
    const { id } = await makeMember(api);
    const before = await people();
    for (const trick of tricks) {
      const consents = [{ purpose: 'terms', granted: true }];
      const refused = [
        [
          send(api, 'post', '/registrations', {
            body: { ...joining, email: anyEmail(), lastName: trick, consents },
          }),
          '/lastName',
        ],
        [send(api, 'post', '/members', { key, body: { firstName: trick, language: 'en' } }), '/firstName'],
        [send(api, 'patch', `/members/${id}`, { key, version: 1, body: { lastName: trick } }), '/lastName'],
        [
          send(api, 'patch', '/me', { cookie: member.cookie, version: 1, body: { firstName: trick } }),
          '/firstName',
        ],
        [
          send(api, 'post', '/staff', {
            ...admin,
            body: { email: anyEmail(), displayName: trick, role: 'cashier', language: 'en' },
          }),
          '/displayName',
        ],
      ] as const;
      for (const [request, pointer] of refused) await expectProblem(request, 400, 'invalid-request', pointer);
    }
    expect(await people()).toEqual(before);
  });

  it('makes an import refuse the line, with the reason and without the name', async () => {
    const importing = new Importing(api, key);
    const columns = { externalId: 'nr', firstName: 'first', lastName: 'last' };
    const done = await importing.run(
      { kind: 'members', mapping: { columns } },
      [
        'nr,first,last',
        'N-1,Anna,Krause',
        'N-2,Anna\u202Eannah,Krause',
        'N-3,Anna,evil.com',
        'N-4,Jiří,Ing.Novák',
      ].join('\n'),
    );
    expect(done.errors).toMatchObject([
      { line: 3, reason: 'no-name', field: 'firstName', params: { value: 'Anna\uFFFDannah' } },
      { line: 4, reason: 'no-name', field: 'lastName', params: { value: 'evil.com' } },
    ]);
    expect(
      await rowsOf(api, `select external_id from members where external_id like 'N-%' order by 1`),
    ).toEqual([{ external_id: 'N-1' }, { external_id: 'N-4' }]);
  });

  it('is refused for locations and keys; a shop may be named after a web address', async () => {
    const admin = await makeStaff(api, ['admin']);
    const place = (name: string) =>
      send(api, 'post', '/locations', {
        key,
        body: { code: `c-${randomUUID().slice(0, 8)}`, name, kind: 'online', currency: 'EUR' },
      });
    await expectProblem(place('Wien\u202E'), 400, 'invalid-request', '/name');
    await place('morgenrot.shop').expect(201);
    const named = (name: string) =>
      send(api, 'post', '/api-keys', { ...admin, body: { name, scopes: ['club:read'] } });
    await expectProblem(named('Till\u200B'), 400, 'invalid-request', '/name');
    await named('Till').expect(201);
  });
});
