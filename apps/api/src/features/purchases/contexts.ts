import { Injectable } from '@nestjs/common';
import type { EarningRule, Instant } from '@regulars/loyalty';
import { Clock } from '../../platform/clock.ts';
import { Points, type OpenWallets } from '../points/index.ts';
import { Tiers } from '../tiers/index.ts';
import { assertBuyer } from './buyer.ts';
import { capRow, capsOf, requestRow } from './context.ts';
import type { Intake } from './intake.ts';
import { PostingsRepository } from './postings.repository.ts';
import type { Patron } from './reward.ts';

export interface Asked extends Pick<Intake, 'buyer' | 'location' | 'receipt'> {
  readonly purchasedAt: Instant;
  /** Whose caps count. */
  readonly rules: readonly EarningRule[];
}

export interface OpenedContext {
  /** The purchase of this receipt, when it counted already. */
  readonly counted: string | null;
  readonly wallets: OpenWallets;
  /** Null without a member. */
  readonly patron: Patron | null;
}

/** Reads, in one call, what decides what a purchase earns. */
@Injectable()
export class Contexts {
  constructor(
    private readonly postings: PostingsRepository,
    private readonly points: Points,
    private readonly tiers: Tiers,
    private readonly clock: Clock,
  ) {}

  /** Locks the member's wallet, unless it is for a preview. Throws what `assertBuyer` refuses. */
  async open(asked: Asked, zone: string, locked: boolean): Promise<OpenedContext> {
    const now = this.clock.now();
    const {
      buyers,
      wallets: stored,
      facts,
      usage,
    } = await this.postings.context({
      requests: [requestRow(asked, await this.tiers.period(now))],
      caps: asked.buyer ? capsOf(asked.rules, asked.purchasedAt, zone).map((cap) => capRow(cap, 0)) : [],
      dueBy: now,
      withLots: await this.points.awardsNeedLots(),
      locked,
    });
    const [found] = buyers;
    const [fact] = facts;
    if (!found || !fact) throw new Error('purchase_context answered for no request');
    const wallets = await this.points.read(stored, now);
    if (fact.purchaseId !== null || !asked.buyer) return { counted: fact.purchaseId, wallets, patron: null };
    const buyer = assertBuyer(asked.buyer, found);
    const { tierId, credit } = fact;
    const patron = { buyer, wallet: wallets.get(buyer.memberId), tierId, credit, usage };
    return { counted: null, wallets, patron };
  }
}
