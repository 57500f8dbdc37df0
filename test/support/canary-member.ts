import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import { Subscriptions } from '../../apps/api/src/platform/events/subscriptions/subscriptions.ts';
import type { TestApp } from './app.ts';
import { makeStaff } from './makers.ts';
import { makeStampCard } from './makers/challenges.ts';
import { CheckoutTill } from './makers/checkouts.ts';
import { makeCoupon, makeUniqueCoupon } from './makers/coupons.ts';
import { makeLocation } from './makers/club.ts';
import { makeOffer } from './makers/offers.ts';
import { Importing } from './makers/imports.ts';
import { makeLegalText } from './makers/legal.ts';
import { makeMember, makeMergeRequest, makeSignedInMember } from './makers/members.ts';
import { makeAwards } from './makers/points.ts';
import { changeApprovals, changeClub, makeRule, makeTier, Till } from './makers/purchases.ts';
import { makeReferralRule, referralCodeOf } from './makers/referrals.ts';
import { makeReward } from './makers/rewards.ts';
import { canaryDetails, inAYear, tagAndLeaveOut, putOnList, visitWebPage } from './canary-details.ts';
import { writeAndBeModerated } from './canary-moderation.ts';
import { makeCommunity } from './makers/communities.ts';
import { tellMembers } from './makers/notices.ts';
import { takePart } from './makers/product-tests.ts';
import { makeSurvey } from './makers/surveys.ts';
import { cookiesOf, send, type Sender } from './requests.ts';
import { rowsOf } from './rows.ts';

/** Values that must be gone everywhere after the erasure. */
const canary = {
  email: 'kanari@member.example',
  newEmail: 'kanari.neu@member.example',
  phone: '+436601239876',
  secondPhone: canaryDetails.secondPhone,
  firstName: 'Kanarietta',
  lastName: 'Kanaringer',
  birthday: '1931-03-07',
  externalId: 'CRM-KANARI-4711',
  attribute: 'KANARI likes seeds',
  words: 'Frau KANARI said so',
} as const;

const password = 'ein Satz ohne Vogel';
export const retentionKeys = `test:${Buffer.alloc(32, 7).toString('base64url')}`;

export interface CanaryMember {
  readonly id: string;
  /** All values to search for, in lower case, including card numbers and QR texts. */
  readonly needles: readonly string[];
}

/** Writes data of a member everywhere, through the API only. */
export class CanaryHistory {
  readonly #api: TestApp;
  readonly #key: string;
  #manager: Sender = {};
  #member: Sender = {};
  #id = '';

  constructor(api: TestApp, key: string) {
    this.#api = api;
    this.#key = key;
  }

  /** The member, signed in. */
  get member(): Sender {
    return this.#member;
  }

  async live(): Promise<CanaryMember> {
    await changeApprovals(this.#api, { points: 1000 });
    this.#manager = await makeStaff(this.#api, ['manager']);
    await makeLegalText(this.#api);
    await this.#join();
    await this.#describe();
    const cards = await this.#cards();
    await this.#shop();
    await this.#customEvents();
    await this.#approvals();
    await this.#failEvents();
    await this.#imports(cards[0] ?? '');
    await this.#exports();
    await this.#twin();
    await this.#mails();
    await this.#answer();
    await this.#communities();
    await this.#notices();
    await visitWebPage(this.#api, this.#key, this.#id);
    const needles = [...Object.values(canary).map((text) => text.toLowerCase()), 'kanari', ...cards];
    return { id: this.#id, needles: needles.map((needle) => needle.replace(/^\+/, '').toLowerCase()) };
  }

  async #post(path: string, body: object, as: Sender = { key: this.#key }, status = 201) {
    const reply = await send(this.#api, 'post', path, { ...as, body })
      .set('idempotency-key', randomUUID())
      .set('user-agent', 'KANARI Mozilla/5.0');
    if (reply.status !== status) throw new Error(`${path}: ${reply.status} ${reply.text}`);
    return reply;
  }

  async #join(): Promise<void> {
    const { email, firstName, lastName } = canary;
    const referral = await this.#invitation();
    const joined = await this.#post('/registrations', {
      email,
      password,
      firstName,
      lastName,
      language: 'de',
      referral,
      consents: [
        { purpose: 'terms', granted: true },
        { purpose: 'newsletter', granted: true },
        { purpose: 'surveys', granted: true },
      ],
    });
    this.#id = joined.body.member.id as string;
    const signedIn = await send(this.#api, 'post', '/sessions', { body: { email, password } })
      .set('origin', this.#api.url)
      .expect(201);
    this.#member = { cookie: cookiesOf(signedIn) };
    await this.#refuseReferral();
  }

  /** The code of a member who brings this one. */
  async #invitation(): Promise<string> {
    await makeReferralRule(this.#api);
    return referralCodeOf(this.#api, await makeSignedInMember(this.#api));
  }

  async #refuseReferral(): Promise<void> {
    await send(this.#api, 'get', '/me/referral', this.#member).expect(200);
    const { body } = await send(this.#api, 'get', `/referrals?member=${this.#id}`, { key: this.#key });
    const path = `/referrals/${body.data[0].id}/refuse`;
    await this.#post(path, { reason: canary.words }, { key: this.#key }, 200);
  }

  async #describe(): Promise<void> {
    const { phone, birthday, externalId, attribute } = canary;
    const path = `/members/${this.#id}`;
    const { version } = (await send(this.#api, 'get', path, { key: this.#key })).body;
    const body = { ...canaryDetails, phone, birthday, externalId, attributes: { likes: attribute } };
    await send(this.#api, 'patch', path, { key: this.#key, version, body }).expect(200);
    await tagAndLeaveOut(this.#api, { key: this.#key }, path, canary.words);
    await this.#post(`${path}/notes`, { text: canary.words }, { key: this.#key });
    const { id: rewardId } = await makeReward(this.#api);
    const tier = await makeTier(this.#api, { code: 'perch', threshold: 70_000_000, rewardId });
    await this.#post(
      `${path}/tier-grants`,
      { tier: tier.code, validUntil: inAYear(this.#api.clock.now()), reason: canary.words },
      { key: this.#key },
    );
    const vouchers = async (): Promise<unknown[]> =>
      (await send(this.#api, 'get', `${path}/vouchers`, { key: this.#key })).body.data;
    await vi.waitFor(async () => expect(await vouchers()).toHaveLength(1), { timeout: 10_000 });
    const action = { kind: 'add-tag', tag: `${canary.words} twice` };
    const { body: bulk } = await this.#post(
      '/member-bulks',
      { action, members: [this.#id], expected: 1 },
      { key: this.#key },
      202,
    );
    const state = async (): Promise<string> =>
      (await send(this.#api, 'get', `/member-bulks/${bulk.id}`, { key: this.#key })).body.state;
    await vi.waitFor(async () => expect(await state()).toBe('done'), { timeout: 10_000 });
  }

  async #answer(): Promise<void> {
    const { id } = await makeSurvey(this.#api);
    await send(this.#api, 'get', '/me/surveys', this.#member).expect(200);
    const answers = { score: 3, why: canary.words, reasons: { choices: ['coffee'], other: canary.words } };
    await this.#post(`/surveys/${id}/responses`, { version: 1, answers, complete: true }, this.#member, 200);
    const { body: news } = await this.#post(`/surveys/${id}/news`, { text: { en: 'A new scanner' } });
    await this.#post(`/surveys/${id}/news/${news.id}/send`, {}, { key: this.#key }, 200);
    const heard = async (): Promise<unknown[]> =>
      (await send(this.#api, 'get', '/me/survey-news', this.#member).expect(200)).body.data;
    await vi.waitFor(async () => expect(await heard()).toHaveLength(1), { timeout: 10_000 });
  }

  async #communities(): Promise<void> {
    const { id } = await makeCommunity(this.#api, { entry: 'request' });
    await this.#post(`/communities/${id}/memberships`, { message: canary.words }, this.#member, 200);
    const path = `/communities/${(await makeCommunity(this.#api)).id}/members/${this.#id}`;
    const body = { state: 'refused', reason: canary.words };
    await send(this.#api, 'put', path, { key: this.#key, body }).expect(200);
    await takePart(this.#api, this.#member);
    await send(this.#api, 'put', '/me/nickname', { ...this.#member, body: { nickname: 'Kanari' } })
      .set('origin', this.#api.url)
      .expect(200);
  }

  /** What the member was told, and what another was told with the name of the member. */
  async #notices(): Promise<void> {
    const other = await makeMember(this.#api);
    const params = { nickname: 'Kanari', title: canary.words };
    const notice = { kind: 'mention', key: 'canary', path: '/club/communities', params } as const;
    await tellMembers(this.#api, { ...notice, memberId: this.#id });
    await tellMembers(this.#api, { ...notice, memberId: other.id, fromId: this.#id });
    await putOnList(this.#api, this.#key);
    const body = { off: ['offer'], digest: 'week' };
    await send(this.#api, 'put', '/me/notice-settings', { ...this.#member, body }).expect(200);
    await writeAndBeModerated(this.#api, this.#key, { ...canary, ...this.#member, id: this.#id });
  }

  /** The card numbers and their QR texts. */
  async #cards(): Promise<string[]> {
    const { body } = await send(this.#api, 'get', `/members/${this.#id}/cards`, { key: this.#key });
    const reason = canary.words;
    const second = await this.#post(`/cards/${body.data[0].id}/replace`, { reason });
    await this.#post(`/cards/${second.body.id}/block`, { reason }, { key: this.#key }, 200);
    await this.#post(`/members/${this.#id}/cards`, {});
    const rows = await rowsOf<{ number: string; reference: string }>(
      this.#api,
      'select number, reference from cards where member_id = $1 order by issued_at desc',
      [this.#id],
    );
    return rows.flatMap(({ number, reference }) => [number.trim(), reference]);
  }

  async #checkout(location: string): Promise<void> {
    const coupon = await makeCoupon(this.#api);
    const { id: couponId } = await makeUniqueCoupon(this.#api);
    await this.#post(`/members/${this.#id}/coupon-codes`, { couponId });
    await makeOffer(this.#api, { activation: 'automatic' });
    const counter = new CheckoutTill(this.#api, this.#key, location);
    const limits = { cashierPercent: 0, managerPercent: 5, sumsByPerson: false };
    const manualDiscounts = { ...limits, reasons: [], otherReasons: true };
    const amounts = [{ amount: 1, currency: 'EUR' }];
    const terms = { points: 1, amounts, least: 1, step: 1, percent: 100, backFirst: 'points' as const };
    await changeClub(this.#api, { manualDiscounts, pointsPayment: terms });
    const byHand = { percent: 5, reason: canary.words };
    const cart = counter.cart([coupon.code], {
      member: { id: this.#id },
      manualDiscounts: [byHand],
      points: 2,
    });
    await counter.sell(cart).expect(201);
    await counter.quote({ ...cart, codes: ['NO-SUCH-CODE'] }).expect(201);
    const { body: open } = await counter.quote(cart).expect(201);
    await this.#post(`/checkouts/${open.id}/reserve`, {}, { key: this.#key }, 200);
  }

  async #shop(): Promise<void> {
    await makeRule(this.#api);
    const { code } = await makeLocation(this.#api);
    const till = new Till(this.#api, this.#key, code);
    const card = await makeStampCard(this.#api, { goal: 1 });
    await makeStampCard(this.#api, {
      goal: 1,
      reward: { kind: 'badge', key: 'first', name: { en: 'First' }, text: null, picture: 'star' },
    });
    const sold = await till.sell(this.#id, { payments: [{ kind: 'cash', amount: 4730 }] });
    await this.#checkout(code);
    const back = { lines: [{ line: 0, quantity: 1 }], reason: canary.words };
    const { body: mistaken } = await this.#post(`/purchases/${sold.id}/returns`, back);
    await this.#post(`/returns/${mistaken.id}/reverse`, { reason: canary.words });
    const reported = await this.#post(`/purchases/${sold.id}/reports`, { text: canary.words }, this.#member);
    await this.#post(`/tasks/${reported.body.id}/done`, { note: canary.words }, this.#manager, 200);
    await this.#post(`/challenges/${card.id}/reports`, { text: canary.words }, this.#member);
    await till.sell(this.#id, 9900);
    await till.sell(null, { receipt: { location: code, number: 'R-CLAIM' }, lines: [{ amount: 4730 }] });
    const date = new Date(this.#api.clock.now()).toISOString().slice(0, 10);
    await this.#post(
      '/purchases/claims',
      { location: code, number: 'R-CLAIM', date, total: 4730 },
      this.#member,
    );
    await makeAwards(this.#api, this.#id, [{ points: 500, expiresAt: null }]);
    const reward = await makeReward(this.#api);
    const { body } = await this.#post(`/rewards/${reward.id}/redemptions`, {}, this.#member);
    await this.#post(`/vouchers/${body.voucher.code}/use`, { location: code });
    const points = `/members/${this.#id}/points`;
    await this.#post(`${points}/adjustments`, { points: 5, reason: canary.words });
    await this.#post(`${points}/redemptions`, { points: 3, reason: canary.words });
    await this.#post(`${points}/holds`, { points: 2, reason: canary.words });
  }

  /** One that stays, and one that is cancelled. */
  async #customEvents(): Promise<void> {
    const fields = [{ name: 'said', kind: 'text' }];
    const code = 'review';
    await this.#post('/custom-event-types', { code, name: { de: 'Eine Bewertung' }, fields });
    await makeRule(this.#api, {
      name: 'Reviews',
      effect: { kind: 'custom-event', type: code, points: 10, perField: null },
    });
    const occurredAt = new Date(this.#api.clock.now()).toISOString();
    const event = { type: code, member: { id: this.#id }, occurredAt, payload: { said: canary.words } };
    await this.#post('/custom-events', { ...event, eventId: 'KANARI-1' });
    const { body } = await this.#post('/custom-events', { ...event, eventId: 'KANARI-2' });
    await this.#post(`/custom-events/${body.id}/cancel`, { reason: canary.words }, { key: this.#key }, 200);
  }

  async #approvals(): Promise<void> {
    const path = `/members/${this.#id}/points/adjustments`;
    const asked = await this.#post(path, { points: 5000, reason: canary.words }, this.#manager, 202);
    const other = await makeStaff(this.#api, ['manager']);
    await this.#post(`/approvals/${asked.body.id}/refuse`, { reason: canary.words }, other, 200);
    await this.#post(path, { points: 6000, reason: canary.words }, this.#manager, 202);
    const action = { kind: 'points', points: 2000, reason: canary.words };
    const bulk = { action, members: [this.#id], expected: 1 };
    const begin = async (): Promise<{ id: string; approvalId: string }> =>
      (await this.#post('/member-bulks', bulk, this.#manager, 202)).body;
    const [approved, refused] = [await begin(), await begin(), await begin()];
    await this.#post(`/approvals/${approved.approvalId}/approve`, {}, other, 200);
    await this.#post(`/approvals/${refused.approvalId}/refuse`, { reason: 'Too much' }, other, 200);
    const state = async (): Promise<string> =>
      (await send(this.#api, 'get', `/member-bulks/${approved.id}`, this.#manager)).body.state;
    await vi.waitFor(async () => expect(await state()).toBe('done'), { timeout: 10_000 });
  }

  /** A consumer that fails on events of the member, and whose event is discarded once. */
  async #failEvents(): Promise<void> {
    this.#api.app.get(Subscriptions).subscribe({
      consumer: 'canary-hater',
      names: ['member.changed'],
      origins: ['live', 'import'],
      from: 'now',
      handle: () => Promise.reject(new Error(`no room for ${canary.email}`)),
    });
    const enrolled = `select count(*) as n from event_consumers where name = 'canary-hater'`;
    await vi.waitFor(async () => expect(await rowsOf(this.#api, enrolled)).toEqual([{ n: 1 }]), {
      timeout: 10_000,
    });
    const path = `/members/${this.#id}`;
    for (const likes of ['KANARI corn', canary.attribute]) {
      const { version } = (await send(this.#api, 'get', path, { key: this.#key })).body;
      const body = { attributes: { likes } };
      await send(this.#api, 'patch', path, { key: this.#key, version, body }).expect(200);
    }
    const failed = async (): Promise<{ id: string; state: string }[]> =>
      (await send(this.#api, 'get', '/event-failures?consumer=canary-hater', { key: this.#key })).body.data;
    await vi.waitFor(async () => expect((await failed()).length).toBe(2), { timeout: 10_000 });
    const first = (await failed()).find(({ state }) => state === 'retrying');
    await this.#post(`/event-failures/${first?.id}/discard`, { reason: canary.words }, this.#manager, 200);
  }

  async #imports(card: string): Promise<void> {
    const importing = new Importing(this.#api, this.#key);
    const { email, firstName, lastName, attribute } = canary;
    const columns = { email: 'mail', firstName: 'first', lastName: 'last', birthday: 'born' };
    const mapping = { columns, attributes: [{ column: 'note', name: 'note' }] };
    const head = 'mail,first,last,born,note';
    const changed = await importing.run(
      { kind: 'members', mapping },
      `${head}\n${email},${firstName} Maria,${lastName},KANARI day,${attribute}\n`,
    );
    expect(changed).toMatchObject({ state: 'done', counts: { remarks: 1 } });
    // Two lines have her address and contradict each other, one has only her name. All are refused.
    const refused = await importing.run(
      { kind: 'members', mapping },
      `${head}\n${email},${firstName},${lastName},,${attribute}\n${email},${firstName},KANARI Other,,\n,${firstName},${lastName},1931-12-07,\n`,
    );
    expect(refused).toMatchObject({ counts: { refused: 2 } });
    const bought = {
      columns: { location: 'shop', receipt: 'receipt', purchasedAt: 'at', card: 'card', amount: 'total' },
    };
    const lost = await importing.run(
      { kind: 'purchases', mapping: bought },
      `shop,receipt,at,card,total\nnowhere,1,2026-11-20,${card},7.50\n`,
    );
    expect(lost).toMatchObject({ counts: { refused: 1 } });
  }

  async #exports(): Promise<void> {
    for (const kind of ['members', 'purchases']) {
      const { body } = await this.#post('/exports', { kind }, { key: this.#key }, 202);
      const state = async (): Promise<string> =>
        (await send(this.#api, 'get', `/exports/${body.id}`, { key: this.#key })).body.state;
      await vi.waitFor(async () => expect(await state()).toBe('done'), { timeout: 10_000 });
    }
  }

  /** Joins again with the same address and requests a merge, which the club declines. */
  async #twin(): Promise<void> {
    const other = await this.#post('/members', { firstName: 'Anna', language: 'de' });
    await makeMergeRequest(this.#api, this.#id, other.body.id as string);
    const open = await send(this.#api, 'get', '/merge-requests?state=open', { key: this.#key }).expect(200);
    const decline = `/merge-requests/${open.body.data[0].id}/decline`;
    await this.#post(decline, { reason: canary.words }, this.#manager, 200);
    const pair = { duplicateId: other.body.id as string };
    const { body } = await this.#post(`/members/${this.#id}/merges`, pair, this.#manager);
    await this.#post(`/merges/${body.id}/undo`, {}, this.#manager, 200);
  }

  async #mails(): Promise<void> {
    await this.#post('/me/email-changes', { email: canary.newEmail, password }, this.#member, 202);
    await this.#post('/password-resets', { email: canary.email }, {}, 202);
    const waiting = `select count(*) as n from mails where state = 'queued'`;
    await vi.waitFor(async () => expect(await rowsOf(this.#api, waiting)).toEqual([{ n: 0 }]), {
      timeout: 20_000,
    });
  }

  /** By staff; perhaps through an API that was started again. */
  async close(api = this.#api): Promise<void> {
    const path = `/members/${this.#id}/close`;
    await send(api, 'post', path, { ...this.#manager, body: { reason: canary.words } }).expect(200);
  }
}
