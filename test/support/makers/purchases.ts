import { randomUUID } from 'node:crypto';
import {
  recordPurchase,
  returnPurchase,
  type ApprovalLimits,
  type RuleContent,
  type PurchaseReceipt,
  type ReplyOf,
  type SentBodyOf,
  type Texts,
  type Tier,
} from '@regulars/contracts';
import {
  EarningRulesService,
  RulePublishing,
  type RuleRecord,
} from '../../../apps/api/src/features/earning/index.ts';
import { ClubSettings, type ClubPatch } from '../../../apps/api/src/features/club/index.ts';
import { LadderService, type NewTier } from '../../../apps/api/src/features/tiers/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import { madeStatement } from '../../../apps/api/src/platform/database/statement.ts';
import { Transactions } from '../../../apps/api/src/platform/database/transactions.ts';
import type { TestApp } from '../app.ts';

/** The multiplier of a rule for purchases of one category. */
export const timesOn = (category: string, times: number): RuleContent['effect'] => ({
  kind: 'multiplier',
  times,
  where: { fact: 'line.category', op: 'is', value: category },
});

export const perMoney = (points: number, per: number, currency = 'EUR'): RuleContent['effect'] => ({
  kind: 'points-per-money',
  rates: [{ currency, points, per }],
});

export const fixedPoints = (points: number): RuleContent['effect'] => ({
  kind: 'fixed-points',
  points,
  minimums: [],
});

/** A live rule; 1 point per euro by default. */
export const makeRule = async (
  { app }: TestApp,
  { name = '1 point per euro', ...rule }: Partial<Omit<RuleContent, 'name'>> & { name?: string | Texts } = {},
): Promise<RuleRecord> => {
  const rules = app.get(EarningRulesService);
  const { id } = await rules.create(system, {
    name: typeof name === 'string' ? { de: name } : name,
    effect: perMoney(1, 100),
    when: null,
    validFrom: null,
    validUntil: null,
    locations: [],
    caps: [],
    countsTowardsStatus: true,
    expiresAfter: null,
    stacking: null,
    budget: null,
    ...rule,
  });
  return app.get(RulePublishing).publish(system, id);
};

export const makeTier = async ({ app }: TestApp, tier: Partial<NewTier> = {}): Promise<Tier> => {
  const code = tier.code ?? `tier-${randomUUID().slice(0, 8)}`;
  return app.get(LadderService).create(system, {
    code,
    name: { en: code },
    threshold: 0,
    multiplierPercent: 100,
    benefits: null,
    rewardId: null,
    ...tier,
  });
};

export const changeClub = async ({ app }: TestApp, patch: ClubPatch): Promise<void> => {
  const club = app.get(ClubSettings);
  await club.change(system, patch, (await club.current()).version);
};

/** Sets the limits above which a second person is needed. */
export const changeApprovals = async ({ app }: TestApp, limits: Partial<ApprovalLimits>): Promise<void> => {
  const all = { points: null, cost: null, ...limits };
  await app.get(Transactions).run(() => app.get(ClubSettings).changeApprovals(system, all));
};

export type OfferedPurchase = SentBodyOf<typeof recordPurchase>;

/** €47.30 of coffee at a location, now. */
export const offer = (
  { clock }: TestApp,
  location: string,
  purchase: Partial<OfferedPurchase> = {},
): OfferedPurchase => ({
  receipt: { location, number: `R-${randomUUID()}` },
  purchasedAt: new Date(clock.now()).toISOString(),
  currency: 'EUR',
  lines: [{ name: 'House blend', category: 'coffee', amount: 4730 }],
  ...purchase,
});

/** A till with an API key. */
export class Till {
  constructor(
    private readonly api: TestApp,
    private readonly apiKey: string,
    private readonly location: string,
  ) {}

  /** Posts a purchase with this gross amount, or with these parts. */
  async sell(
    memberId: string | null,
    purchase: number | Partial<OfferedPurchase> = {},
  ): Promise<PurchaseReceipt & { id: string }> {
    const parts = typeof purchase === 'number' ? { lines: [{ amount: purchase }] } : purchase;
    const member = memberId === null ? {} : { member: { id: memberId } };
    const body = offer(this.api, this.location, { ...member, ...parts });
    const receipt = await this.api.client({ apiKey: this.apiKey }).call(recordPurchase, { body });
    if (receipt.id === null) throw new Error('A purchase that counted has an id');
    return { ...receipt, id: receipt.id };
  }

  async takeBack(
    purchaseId: string,
    lines: readonly { line: number; quantity: number }[],
  ): Promise<ReplyOf<typeof returnPurchase>> {
    return this.api.client({ apiKey: this.apiKey }).call(returnPurchase, {
      params: { id: purchaseId },
      body: { lines: [...lines] },
    });
  }
}

const books = madeStatement<Record<string, number>>(
  `select (select count(*) from journal) as journal, (select count(*) from points_transactions) as transactions,
     (select count(*) from lots) as lots, (select count(*) from purchases) as purchases, (select count(*) from purchase_lines) as lines,
     (select count(*) from purchase_returns) as returns, (select count(*) from rule_grants) as grants,
     (select count(*) from tier_changes) as tier_changes, (select count(*) from idempotency_keys) as keys,
     (select count(*) from events) as events, (select sum(version) from wallets) as versions`,
);

/** The row counts of everything that a purchase writes, to check that nothing changed. */
export const countBooks = async ({ app }: TestApp): Promise<Record<string, number>> => {
  const [row] = await app.get(Transactions).query(books);
  if (!row) throw new Error('A count has a row');
  return row;
};
