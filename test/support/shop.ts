import { randomUUID } from 'node:crypto';
import type { RegularsClient } from '@regulars/client';
import {
  createEarningRule,
  createReward,
  publishEarningRule,
  recordPurchase,
  type PurchaseReceipt,
  type Reward,
} from '@regulars/contracts';
import type { TestApp } from './app.ts';
import { makeKey } from './makers.ts';
import { makeLocation } from './makers/club.ts';

export interface Shop {
  readonly till: RegularsClient;
  /** Code and name of the location, which sells in euros. */
  readonly location: { readonly code: string; readonly name: string };
  /** 120 points, and 1500. */
  readonly rewards: { readonly coffee: Reward; readonly tasting: Reward };
  /** Posts a purchase of this many cents; without a member, it can be claimed. */
  sell(amount: number, memberId?: string, receipt?: string): Promise<PurchaseReceipt>;
}

/** A shop with one point per euro and two rewards. */
export const openShop = async (api: TestApp): Promise<Shop> => {
  const till = api.client({ apiKey: await makeKey(api) });
  const { code, name } = await makeLocation(api, { name: 'Morgenrot Wien 1' });
  const rule = await till.call(createEarningRule, {
    body: {
      name: '1 Punkt je Euro',
      effect: { kind: 'points-per-money', rates: [{ currency: 'EUR', points: 1, per: 100 }] },
    },
  });
  await till.call(publishEarningRule, { params: { id: rule.id } });
  const rewardOf = (de: string, points: number, category: string): Promise<Reward> =>
    till.call(createReward, {
      body: { name: { de, en: de, cs: de }, points, category, state: 'live', picture: 'cup' },
    });
  return {
    till,
    location: { code, name },
    rewards: {
      coffee: await rewardOf('Cappuccino', 120, 'Kaffee'),
      tasting: await rewardOf('Verkostung', 1500, 'Erlebnis'),
    },
    sell: (amount, memberId, number = randomUUID()) =>
      till.call(recordPurchase, {
        body: {
          receipt: { location: code, number },
          purchasedAt: new Date(api.clock.now()).toISOString(),
          currency: 'EUR',
          lines: [{ name: 'Herbströstung 250 g', category: 'coffee', amount }],
          ...(memberId ? { member: { id: memberId } } : {}),
        },
      }),
  };
};
