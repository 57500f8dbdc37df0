import { Injectable } from '@nestjs/common';
import type { BodyOf, ReplyOf, returnPurchase } from '@regulars/contracts';
import { LoyaltyError, type Instant } from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { noteInLog } from '../../platform/log/index.ts';
import type { LocationRecord } from '../club/index.ts';
import { asClubError, SelfService, type OpenWallets } from '../points/index.ts';
import { TierReviews } from '../tiers/index.ts';
import { alreadyCounted, PurchaseTerms } from './context.ts';
import { clockSkewMs, Intakes, readMoment } from './intake.ts';
import { maySee, type PurchaseDetail } from './stored-purchase.ts';
import { returnOf, type TakenPurchase, type TakingBack } from './taking-back.ts';
import { TakeBacks } from './take-backs.ts';

type ReturnOffered = BodyOf<typeof returnPurchase>;
/** Its explanation is not in words yet. */
type ReturnReply = Omit<ReplyOf<typeof returnPurchase>, 'explanation'> & Pick<TakenPurchase, 'explanation'>;

/** Returns goods, and takes back the points that the remaining goods would not have earned. */
@Injectable()
export class ReturnsService {
  constructor(
    private readonly intakes: Intakes,
    private readonly terms: PurchaseTerms,
    private readonly takeBacks: TakeBacks,
    private readonly selfService: SelfService,
    private readonly reviews: TierReviews,
  ) {}

  /**
   * Call it in the transaction of its idempotency key. Throws `not-found`, `returned-more-than-bought` with the
   * pointer, `receipt-already-counted` for the return's receipt, `purchase-in-future`, `not-allowed`.
   */
  async record(actor: Actor, purchaseId: string, offered: ReturnOffered): Promise<ReturnReply> {
    const { receipt } = offered;
    const location =
      receipt && (await this.intakes.openLocation(actor, receipt.location, '/receipt/location'));
    const own = receipt && location ? { location, number: receipt.number } : null;
    const opened = await this.takeBacks.open([purchaseId], own);
    const [purchase] = opened.purchases;
    if (!purchase || !maySee(actor, purchase)) throw new ClubError('not-found');
    if (purchase.member_id !== null) noteInLog({ member: purchase.member_id });
    if (!own) this.intakes.workAt(actor, purchase.location_id, '/receipt/location');
    if (opened.countedFor) throw alreadyCounted(opened.countedFor);
    if (purchase.member_id !== null) await this.selfService.refuse(actor, purchase.member_id);
    const taking = await this.#decide(purchase, offered, own, opened.now);
    const period = await this.terms.statusPeriod(purchase.member_id);
    const { member_id: memberId } = purchase;
    const before = await this.reviews.creditBeforeReturn(memberId, purchase.purchased_at.getTime());
    const [taken] = await this.takeBacks.book([taking], opened, { actor, origin: 'live', period });
    if (!taken) throw new Error('Nothing became of the return');
    if (memberId !== null && before !== null) await this.reviews.lower(memberId, before);
    return replyOf(taken, opened.wallets);
  }

  async #decide(
    purchase: PurchaseDetail,
    offered: ReturnOffered,
    receipt: { location: LocationRecord; number: string } | null,
    now: Instant,
  ): Promise<TakingBack> {
    const returnedAt = readReturnedAt(purchase, offered, now);
    const rules = purchase.member_id === null ? [] : await this.terms.rulesOf(purchase.evaluation);
    const goodsBack = {
      id: newId(),
      returnedAt,
      reason: offered.reason || null,
      receipt,
      offered: offered.lines,
    };
    return withPointer(offered, () => returnOf(purchase, goodsBack, rules));
  }
}

const readReturnedAt = (purchase: PurchaseDetail, { returnedAt }: ReturnOffered, now: Instant): Instant => {
  const at = returnedAt === undefined ? now : readMoment(returnedAt, '/returnedAt', now);
  // The clock of the selling till may have been ahead of this one.
  if (at + clockSkewMs < purchase.purchased_at.getTime())
    throw ClubError.field('invalid-request', '/returnedAt', 'before the purchase');
  return at;
};

/** Throws the library's refusals with the pointer to the line. */
const withPointer = <Decided>({ lines }: ReturnOffered, decide: () => Decided): Decided => {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof LoyaltyError)) throw error;
    if (error.code !== 'returned-more-than-bought') throw asClubError(error);
    const at = lines.findLastIndex(({ line }) => line === error.details.line);
    const bought = Number(error.details.bought) / 1000;
    throw ClubError.field('returned-more-than-bought', `/lines/${at}/quantity`, `only ${bought} bought`);
  }
};

const replyOf = (
  { id, purchase, goods, payment, explanation, taken }: TakenPurchase,
  wallets: OpenWallets,
): ReturnReply => {
  const { member_id: memberId } = purchase;
  const pointsBack = payment?.pointsNow ?? 0;
  const reply = { id, purchaseId: purchase.id, amount: goods.amount, pointsBack, explanation };
  if (memberId === null || !taken) return { ...reply, points: null };
  const { available, pending, held, debt } = wallets.get(memberId).balance();
  const { takenBack, forgiven, expired } = taken;
  return {
    ...reply,
    points: {
      takenBack,
      debt: taken.debt,
      forgiven,
      expired,
      balance: { available, pending, held, debt },
    },
  };
};
