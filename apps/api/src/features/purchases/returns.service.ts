import { Injectable } from '@nestjs/common';
import type { ExplanationLine, Location, ReplyOf, returnPurchase } from '@regulars/contracts';
import { isoOf, moneyText, returnNow, type Earned, type Instant, type TakenBack } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox, type ClubEvent } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { RuleVersions } from '../earning/index.ts';
import { causeOf, orRefuse, Points, SelfService, type OpenWallets } from '../points/index.ts';
import { storedEarningOf } from './bought.ts';
import { House } from './house.ts';
import { clockSkewMs, readMoment } from './intake.ts';
import { alreadyCounted } from './already-counted.ts';
import { PurchasesRepository, type PurchaseDetail } from './purchases.repository.ts';
import { readGoods, type GoodsReturned, type ReturnOffered } from './return-intake.ts';
import { ReturnsRepository } from './returns.repository.ts';
import { maySee } from './visible-purchases.ts';

type ReturnReply = ReplyOf<typeof returnPurchase>;

interface Return {
  readonly id: string;
  readonly purchase: PurchaseDetail;
  readonly offered: ReturnOffered;
  /** Where the goods came back, as the return's own receipt says. */
  readonly location: Location | null;
  readonly returnedAt: Instant;
  readonly goods: GoodsReturned;
  readonly earned: Earned;
  readonly explanation: readonly ExplanationLine[];
}

/** Takes goods back, and with them the points that what remains bought would not have earned. */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly returns: ReturnsRepository,
    private readonly purchases: PurchasesRepository,
    private readonly rules: RuleVersions,
    private readonly house: House,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Belongs into the transaction of its idempotency key. Throws `not-found`, `returned-more-than-bought` with the
   * pointer, `receipt-already-counted` where the return's receipt was, `purchase-in-future`, `not-allowed`.
   */
  async record(actor: Actor, purchaseId: string, offered: ReturnOffered): Promise<ReturnReply> {
    const { receipt } = offered;
    const now = this.clock.now();
    const location = receipt
      ? await this.house.openLocation(actor, receipt.location, '/receipt/location')
      : null;
    const counted = receipt && location ? { locationId: location.id, number: receipt.number } : null;
    const context = await this.returns.context(purchaseId, now, counted);
    const purchase = context && (await this.purchases.find(purchaseId));
    if (!context || !purchase || !maySee(actor, purchase)) throw new ClubError('not-found');
    if (!location) this.house.assertMayWorkAt(actor, purchase.location_id, '/receipt/location');
    if (context.countedFor) throw alreadyCounted(context.countedFor);
    if (purchase.member_id !== null) await this.selfService.refuse(actor, purchase.member_id);
    const wallets = await this.points.read(context.wallets, now);
    return this.#book(actor, await this.#decide(purchase, offered, location, now), wallets);
  }

  async #decide(
    purchase: PurchaseDetail,
    offered: ReturnOffered,
    location: Location | null,
    now: Instant,
  ): Promise<Return> {
    const returnedAt =
      offered.returnedAt === undefined ? now : readMoment(offered.returnedAt, '/returnedAt', now);
    // The clock of the till that sold may have run ahead of the one that takes back.
    if (returnedAt + clockSkewMs < purchase.purchased_at.getTime())
      throw ClubError.field('invalid-request', '/returnedAt', 'before the purchase');
    const goods = readGoods(purchase, offered.lines);
    const earned =
      purchase.member_id === null ? { points: 0, status: 0 } : await this.#takes(purchase, goods);
    const explanation = purchase.member_id === null ? [] : [explainReturn(purchase, goods, earned)];
    return { id: newId(), purchase, offered, location, returnedAt, goods, earned, explanation };
  }

  async #takes(purchase: PurchaseDetail, { remaining }: GoodsReturned): Promise<Earned> {
    const stored = storedEarningOf(purchase, await this.rules.terms(purchase.evaluation.rules));
    const booked = { points: purchase.returned_points, status: purchase.returned_status };
    return orRefuse(() => returnNow(stored, remaining, booked));
  }

  async #book(actor: Actor, goodsBack: Return, wallets: OpenWallets): Promise<ReturnReply> {
    const taken = await this.#takeBack(goodsBack, wallets);
    const events = [eventOf(goodsBack, taken)];
    const document = {
      ...rowsOf(goodsBack, taken, actor, this.clock.now()),
      points: this.points.document(wallets, { actor, events }),
    };
    const counted = await this.returns.record(document);
    if (counted) throw alreadyCounted(counted);
    this.outbox.wakeRelay();
    return replyOf(goodsBack, taken, wallets);
  }

  /** Null where the purchase has no member. */
  async #takeBack(goodsBack: Return, wallets: OpenWallets): Promise<TakenBack | null> {
    const { purchase, offered, location, goods, earned, explanation } = goodsBack;
    const { id, member_id: memberId, transaction_id: posted } = purchase;
    if (memberId === null) return null;
    const place = location ?? (await this.house.location(purchase.location_id));
    const lotIds = posted === null ? [] : (wallets.transaction(memberId, posted)?.lotIds ?? []);
    const cause = causeOf({
      kind: 'return',
      purchaseId: id,
      location: place.name,
      purchase: {
        receipt: offered.receipt?.number ?? purchase.receipt_number,
        amount: goods.amount,
        currency: purchase.currency,
      },
      explanation,
      ...(offered.reason ? { reason: offered.reason } : {}),
    });
    return orRefuse(() => wallets.get(memberId).takeBack({ ...earned, lotIds, cause }));
  }
}

const explainReturn = (
  purchase: PurchaseDetail,
  goods: GoodsReturned,
  { points }: Earned,
): ExplanationLine => {
  const { currency, evaluation, returned_points: before } = purchase;
  const remains = evaluation.granted.points - before - points;
  return {
    rule: null,
    points: 0 - points,
    reason: `${moneyText(goods.amount, currency)} returned: what remains earns ${remains}`,
    details: { kind: 'return', amount: goods.amount, currency, remains },
  };
};

const rowsOf = (goodsBack: Return, taken: TakenBack | null, actor: Actor, now: Instant): object => {
  const { id, purchase, offered, location, returnedAt, goods, earned } = goodsBack;
  return {
    return: {
      id,
      purchase_id: purchase.id,
      location_id: location?.id ?? null,
      receipt_number: offered.receipt?.number ?? null,
      returned_at: isoOf(returnedAt),
      booked_at: isoOf(now),
      reason: offered.reason || null,
      lines: offered.lines,
      amount: goods.amount,
      transaction_id: taken?.transactionId ?? null,
      taken_back: taken?.takenBack ?? 0,
      debt: taken?.debt ?? 0,
      forgiven: taken?.forgiven ?? 0,
      actor_kind: actor.kind,
      actor_id: actor.id,
    },
    lines: goods.lines.map(({ line, returned, returnedAmount }) => ({
      purchase_id: purchase.id,
      line,
      returned: returned / 1000,
      returned_amount: returnedAmount,
    })),
    purchase: {
      id: purchase.id,
      returned_gross: purchase.returned_gross + goods.amount,
      returned_points: purchase.returned_points + earned.points,
      returned_status: purchase.returned_status + earned.status,
    },
  };
};

const eventOf = ({ id, purchase, goods }: Return, taken: TakenBack | null): ClubEvent => ({
  name: 'purchase.returned',
  memberId: purchase.member_id,
  data: {
    purchaseId: purchase.id,
    returnId: id,
    amount: goods.amount,
    currency: purchase.currency,
    points: taken?.takenBack ?? 0,
  },
});

const replyOf = (goodsBack: Return, taken: TakenBack | null, wallets: OpenWallets): ReturnReply => {
  const { id, purchase, goods, explanation } = goodsBack;
  const { member_id: memberId } = purchase;
  const reply = { id, purchaseId: purchase.id, amount: goods.amount, explanation: [...explanation] };
  if (memberId === null || !taken) return { ...reply, points: null };
  const { available, pending, held, debt } = wallets.get(memberId).balance();
  const { takenBack, forgiven } = taken;
  return {
    ...reply,
    points: { takenBack, debt: taken.debt, forgiven, balance: { available, pending, held, debt } },
  };
};
