import { createHash } from 'node:crypto';
import {
  ConflictException,
  Injectable,
  UnauthorizedException,
  UnprocessableEntityException,
} from '@nestjs/common';
import type { BodyOf, recordPurchase } from '@regulars/contracts';
import { DataSource, type EntityManager } from 'typeorm';
import * as tables from './entities.ts';

export type Body = BodyOf<typeof recordPurchase>;

interface Priced {
  readonly sku: string | null;
  readonly name: string;
  readonly category: string;
  readonly quantity: number;
  readonly amount: number;
  readonly net: number;
}

/** Posts a purchase as a first draft would: loads, locks, changes and saves one entity after the other. */
@Injectable()
export class EarningService {
  constructor(private readonly dataSource: DataSource) {}

  async earn(secret: string, key: string, body: Body): Promise<object> {
    const secretHash = createHash('sha256').update(secret).digest('hex');
    const caller = await this.dataSource.manager.findOneBy(tables.ApiKey, { secretHash });
    if (!caller) throw new UnauthorizedException();
    return this.dataSource.transaction(async (manager) => {
      const fingerprint = createHash('sha256').update(JSON.stringify(body)).digest('base64url');
      const stored = await manager.findOneBy(tables.IdempotencyKey, { scope: caller.id, key });
      if (stored && stored.fingerprint !== fingerprint) throw new ConflictException();
      if (stored) return stored.body;
      const receipt = await this.#count(manager, body);
      await manager.save(
        manager.create(tables.IdempotencyKey, {
          scope: caller.id,
          key,
          fingerprint,
          status: 201,
          body: receipt,
          createdAt: new Date(),
        }),
      );
      return receipt;
    });
  }

  async #count(manager: EntityManager, body: Body): Promise<object> {
    const now = new Date();
    const location = await manager.findOneBy(tables.Location, { code: body.receipt?.location ?? '' });
    if (!location || location.currency !== body.currency) throw new UnprocessableEntityException('location');
    const card = await manager.findOneBy(tables.Card, { number: body.member?.card ?? '' });
    if (card?.status !== 'active') throw new UnprocessableEntityException('card');
    const member = await manager.findOneBy(tables.Member, { id: card.memberId });
    if (member?.status !== 'active') throw new UnprocessableEntityException('member');
    const wallet = await manager.findOne(tables.Wallet, {
      where: { memberId: member.id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!wallet) throw new UnprocessableEntityException('wallet');
    const lines = await this.#price(manager, body);
    const rules = await manager.findBy(tables.Rule, { live: true });
    const grants = rules.map((rule) => ({ rule, points: pointsOf(rule, lines) }));
    const earned = grants.reduce((sum, { points }) => sum + points, 0);
    const gross = lines.reduce((sum, { amount }) => sum + amount, 0);
    const net = lines.reduce((sum, line) => sum + line.net, 0);
    const explanation = grants.map(({ rule, points }) => ({
      rule: { id: rule.id, name: rule.name },
      points,
    }));

    const purchase = await manager.save(
      manager.create(tables.Purchase, {
        memberId: member.id,
        locationId: location.id,
        receiptNumber: body.receipt?.number ?? '',
        purchasedAt: new Date(body.purchasedAt),
        bookedAt: now,
        currency: body.currency,
        gross,
        net,
        earned,
        explanation,
      }),
    );
    for (const [line, priced] of lines.entries())
      await manager.save(manager.create(tables.PurchaseLine, { ...priced, purchaseId: purchase.id, line }));
    for (const { rule, points } of grants)
      if (points > 0)
        await manager.save(
          manager.create(tables.RuleGrant, {
            memberId: member.id,
            ruleId: rule.id,
            purchaseId: purchase.id,
            points,
            localDay: now.toISOString().slice(0, 10),
          }),
        );
    await this.#post(manager, wallet, purchase, earned, now);
    return {
      id: purchase.id,
      member: { id: member.id, displayName: `${member.firstName} ${member.lastName.slice(0, 1)}.` },
      total: { gross, net, currency: body.currency },
      points: { earned, balance: { available: wallet.available } },
      explanation,
    };
  }

  async #price(manager: EntityManager, body: Body): Promise<Priced[]> {
    const priced: Priced[] = [];
    for (const {
      sku,
      name,
      category,
      quantity,
      unitPrice = 0,
      discount = 0,
      amount,
      taxRate,
    } of body.lines) {
      const product = sku ? await manager.findOneBy(tables.Product, { sku }) : null;
      const gross = amount ?? Math.round(quantity * unitPrice) - discount;
      priced.push({
        sku: sku ?? null,
        name: name ?? product?.name ?? '',
        category: category ?? product?.category ?? '',
        quantity,
        amount: gross,
        net: Math.round(gross / (1 + taxRate / 100)),
      });
    }
    return priced;
  }

  async #post(
    manager: EntityManager,
    wallet: tables.Wallet,
    { id: purchaseId, memberId }: tables.Purchase,
    earned: number,
    bookedAt: Date,
  ): Promise<void> {
    const { id: transactionId } = await manager.save(
      manager.create(tables.PointsTransaction, { memberId, kind: 'earn', purchaseId, bookedAt }),
    );
    const common = { memberId, transactionId, fromAccount: 'issued', amount: earned, bookedAt };
    await manager.save(
      manager.create(tables.JournalEntry, { ...common, currency: 'points', toAccount: 'available' }),
    );
    await manager.save(
      manager.create(tables.JournalEntry, { ...common, currency: 'status', toAccount: 'status' }),
    );
    await manager.save(
      manager.create(tables.Lot, {
        memberId,
        transactionId,
        amount: earned,
        remaining: earned,
        expiresAt: null,
      }),
    );
    wallet.available += earned;
    wallet.status += earned;
    wallet.version += 1;
    await manager.save(wallet);
    for (const name of ['points.earned', 'purchase.recorded'])
      await manager.save(
        manager.create(tables.ClubEvent, {
          name,
          memberId,
          at: bookedAt,
          data: { purchaseId, points: earned },
          relayedAt: null,
        }),
      );
  }
}

const pointsOf = ({ category, pointsPerUnit }: tables.Rule, lines: readonly Priced[]): number => {
  const counting = lines.filter((line) => category === null || line.category === category);
  return Math.floor(counting.reduce((sum, { amount }) => sum + amount, 0) / 100) * pointsPerUnit;
};
