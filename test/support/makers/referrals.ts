import type { RuleContent } from '@regulars/contracts';
import type { RuleRecord } from '../../../apps/api/src/features/earning/index.ts';
import { Members, type NewMember } from '../../../apps/api/src/features/members/index.ts';
import type { TestApp } from '../app.ts';
import { send, type Sender } from '../requests.ts';
import { makeRule } from './purchases.ts';

type ReferralEffect = Extract<RuleContent['effect'], { kind: 'referral' }>;

/** A live rule for bringing friends. */
export const makeReferralRule = (
  api: TestApp,
  effect: Partial<ReferralEffect> = {},
  rule: Partial<Omit<RuleContent, 'name' | 'effect'>> = {},
): Promise<RuleRecord> =>
  makeRule(api, {
    ...rule,
    name: { de: 'Bring Freunde mit', en: 'Bring friends' },
    effect: {
      kind: 'referral',
      points: 200,
      friendPoints: 100,
      minimumSpend: 2000,
      waitDays: 14,
      mostPerYear: null,
      ...effect,
    },
  });

/** The code in the link of a member. */
export const referralCodeOf = async (api: TestApp, member: Sender): Promise<string> =>
  (await send(api, 'get', '/me/referral', member).expect(200)).body.code;

/** A friend who joined by the code. A friend with the e-mail or phone of its member waits for a review. */
export const makeFriend = ({ app }: TestApp, code: string, friend: Partial<NewMember> = {}) =>
  app.get(Members).create({
    firstName: 'Frieda',
    language: 'de',
    ...friend,
    invitation: { code, way: 'link', browserOf: [] },
  });
