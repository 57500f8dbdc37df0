import { randomUUID } from 'node:crypto';
import { causeOf, Points } from '../../../apps/api/src/features/points/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../app.ts';

export interface MadeAward {
  readonly points: number;
  readonly status?: number;
  /** ISO; null means never. If absent, the club's policy decides. */
  readonly expiresAt?: string | null;
  readonly availableAt?: string;
}

/** A member with an empty wallet. */
export const makeWallet = async ({ app }: TestApp): Promise<string> => {
  const memberId = randomUUID();
  await app.get(Points).createWallets([memberId]);
  return memberId;
};

/** Awards points now, as a purchase would. */
export const makeAwards = (api: TestApp, memberId: string, awards: readonly MadeAward[]): Promise<void> =>
  makeAwardsOfMany(api, [memberId], () => awards);

/** The same for many members at once, by their index. */
export const makeAwardsOfMany = async (
  { app, clock }: TestApp,
  memberIds: readonly string[],
  awardsOf: (place: number) => readonly MadeAward[],
): Promise<void> => {
  const points = app.get(Points);
  await app.get(Transactions).run(async () => {
    const wallets = await points.open(memberIds);
    memberIds.forEach((memberId, place) => {
      for (const { points: amount, status = 0, expiresAt, availableAt } of awardsOf(place))
        wallets.get(memberId).award({
          points: amount,
          status,
          kind: 'earn',
          cause: causeOf({ kind: 'purchase', reason: 'made for a test' }),
          earnedAt: clock.now(),
          ...(expiresAt === undefined
            ? {}
            : { expiresAt: expiresAt === null ? null : Date.parse(expiresAt) }),
          ...(availableAt === undefined ? {} : { availableAt: Date.parse(availableAt) }),
        });
    });
    await points.apply(points.document(wallets, { actor: system }));
  });
};

/** A member with points that never expire. */
export const makeMemberWithPoints = async (api: TestApp, points: number): Promise<string> => {
  const memberId = await makeWallet(api);
  await makeAwards(api, memberId, [{ points, expiresAt: null }]);
  return memberId;
};

/** Takes points back like a return of goods. Missing points become debt. */
export const takeBackFrom = async ({ app }: TestApp, memberId: string, points: number): Promise<void> => {
  const service = app.get(Points);
  const wallets = await service.open([memberId], { lots: 'all' });
  wallets.get(memberId).takeBack({ points, status: 0, lotIds: [], cause: causeOf({ kind: 'return' }) });
  await service.apply(service.document(wallets, { actor: system }));
};
