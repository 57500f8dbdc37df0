import type { ReplyOf, getOwnData } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PersonalData } from '../../apps/api/src/platform/privacy/personal-data.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { CanaryHistory, retentionKeys, type CanaryMember } from '../support/canary-member.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { offer } from '../support/makers/purchases.ts';
import { BulkPurchases } from '../../apps/api/src/features/purchases/index.ts';
import { expectProblem, send, type Sender } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

type OwnData = ReplyOf<typeof getOwnData>;

let api: TestApp;
let key: string;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
});
afterAll(() => api.close());

const copyOf = async (as: Sender): Promise<OwnData> =>
  (await send(api, 'get', '/me/data', as).expect(200)).body;

describe('the data copy of a member with data in every table', () => {
  let member: CanaryMember;
  let copy: OwnData;
  beforeAll(async () => {
    const life = new CanaryHistory(api, key);
    member = await life.live();
    copy = await copyOf(life.member);
  });

  it('has rows of every table about members', () => {
    const told = [...api.app.get(PersonalData).claims()].filter(([, { told }]) => typeof told !== 'string');
    expect(Object.keys(copy).sort()).toEqual(told.map(([table]) => table).sort());
    const empty = Object.keys(copy).filter((table) => copy[table]?.length === 0);
    // Nothing of these has happened to the member.
    expect(empty.sort()).toEqual([
      'back_test_members',
      'forgiveness',
      'interest_choices',
      'interest_signals',
      'member_closings',
      'member_interests',
      'member_scored',
      'member_scores',
      'reward_holds',
      'staff_roles',
      'terms_notices',
    ]);
  });

  it('contains what the member wrote, and what others wrote about the member', () => {
    const text = JSON.stringify(copy).toLowerCase();
    // Except the text of a QR code: a person who has it has the card.
    const references = new Set(
      member.needles.filter((needle) => needle.length > 20 && !needle.includes(' ')),
    );
    expect(member.needles.filter((needle) => !text.includes(needle) && !references.has(needle))).toEqual([]);
    expect(copy.members).toMatchObject([{ id: member.id, email: 'kanari@member.example' }]);
    expect(copy.consents).toMatchObject([
      { purpose: 'marketing', channel: 'email', state: 'pending' },
      { purpose: 'surveys', channel: 'email', state: 'pending' },
      { purpose: 'surveys', channel: 'portal', state: 'granted' },
      { purpose: 'terms', channel: null, state: 'granted' },
      { purpose: 'tracking', channel: null, state: 'granted' },
    ]);
    expect(copy.terms_acceptances).toMatchObject([{ version: 1, language: 'de', way: 'joining' }]);
  });

  it('contains no password, token or secret', async () => {
    const text = JSON.stringify(copy);
    const secrets = await rowsOf<{ secret: string }>(
      api,
      `select password_hash as secret from accounts where password_hash is not null
       union all select encode(token_hash, 'escape') from sessions union all select encode(token_hash, 'escape') from links
       union all select reference from cards`,
    );
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter(({ secret }) => text.includes(secret))).toEqual([]);
    expect(text).not.toMatch(/token|hash/i);
  });
});

describe('the data copy', () => {
  it('is for the member only: not for visitors, staff without a membership, or keys', async () => {
    await expectProblem(send(api, 'get', '/me/data', {}), 401, 'not-signed-in');
    await expectProblem(send(api, 'get', '/me/data', await makeStaff(api, ['admin'])), 403, 'not-allowed');
    await expectProblem(send(api, 'get', '/me/data', { key }), 403, 'not-allowed');
  });

  it('contains nothing of another member', async () => {
    const [anna, eve] = [
      await makeSignedInMember(api, { firstName: 'Annabella' }),
      await makeSignedInMember(api, { firstName: 'Evelinde' }),
    ];
    const text = JSON.stringify(await copyOf(eve));
    expect(text).toContain('Evelinde');
    for (const foreign of [anna.member.id, 'Annabella', anna.email]) expect(text).not.toContain(foreign);
  });

  it('is limited to twenty per hour', async () => {
    const member = await makeSignedInMember(api);
    for (let given = 0; given < 20; given += 1) await copyOf(member);
    await expectProblem(send(api, 'get', '/me/data', member), 429, 'too-many-requests');
    await copyOf(await makeSignedInMember(api));
  });

  it('is complete for a member who bought something every day for years', async () => {
    const member = await makeSignedInMember(api);
    const { code } = await makeLocation(api);
    const purchases = Array.from({ length: 2000 }, (_, day) => ({
      ...offer(api, code, { member: { id: member.member.id } }),
      receipt: { location: code, number: `R-${day}` },
      purchasedAt: new Date(api.clock.now() - day * 86_400_000).toISOString(),
    }));
    await api.app.get(BulkPurchases).recordMany(purchases, { origin: 'import' });
    const copy = await copyOf(member);
    expect(copy.purchases).toHaveLength(2000);
    expect(copy.purchase_lines?.length).toBeGreaterThanOrEqual(2000);
  });
});
