import type { PurchaseReceipt } from '@regulars/contracts';
import {
  evaluate,
  storedEarning,
  type ClubPointsPolicy,
  type EarningPurchase,
  type EarningRule,
  type Evaluation,
  type Instant,
  type MemberFacts,
  type StoredEarning,
} from '@regulars/loyalty';
import { explain } from '../earning/index.ts';
import { tierFacts, type Ladder } from '../tiers/index.ts';
import type { Intake } from './intake.ts';
import { reward, rewardReceipt, type Due, type Patron, type Reward } from './reward.ts';

/** What the club has decided, the same for every purchase. */
export interface HouseRules {
  readonly rules: readonly EarningRule[];
  readonly policy: ClubPointsPolicy;
  readonly zone: string;
  readonly ladder: Ladder;
}

/** A purchase with what it earned; without a member nothing yet. */
export interface Posting {
  readonly id: string;
  readonly intake: Intake;
  readonly bookedAt: Instant;
  readonly stored: StoredEarning;
  readonly reward: Reward | null;
}

/** Decides what a purchase earns and books it in the member's wallet. Throws `points-out-of-range`. */
export const post = (
  id: string,
  intake: Intake,
  bookedAt: Instant,
  patron: Patron | null,
  house: HouseRules,
): Posting => {
  const purchase = purchaseOf(intake);
  const facts = factsOf(patron, house.ladder);
  const evaluation = evaluate(house.rules, purchase, facts, { ...house, usage: patron?.usage ?? [] });
  const stored = storedEarning(house.rules, purchase, facts, house, evaluation);
  const given = patron && reward(patron, dueOf(id, intake, evaluation), bookedAt, house.ladder);
  return { id, intake, bookedAt, stored, reward: given };
};

/** What the rules may know of the member, as before the purchase. */
export const factsOf = (patron: Patron | null, ladder: Ladder): MemberFacts => {
  const tier = patron && ladder.current(patron.tierId);
  return { tier: tier && tierFacts(tier) };
};

const purchaseOf = ({ currency, location, purchasedAt, lines, payments }: Intake): EarningPurchase => ({
  currency,
  locationId: location.id,
  purchasedAt,
  lines,
  payments,
});

const dueOf = (id: string, intake: Intake, { points, status, availableAt, grants }: Evaluation): Due => ({
  points,
  status,
  availableAt,
  grants,
  purchasedAt: intake.purchasedAt,
  explanation: explain(grants),
  cause: {
    kind: 'purchase',
    purchaseId: id,
    location: intake.location.name,
    purchase: {
      receipt: intake.receipt?.number ?? '',
      amount: intake.gross,
      currency: intake.currency,
    },
  },
});

/** The reply to whoever posted; `id` is null in a preview. */
export const receiptOf = (posting: Posting, id: string | null, ladder: Ladder): PurchaseReceipt => {
  const { receipt, gross, net, currency } = posting.intake;
  const nothing = { member: null, points: null, explanation: [], tier: null };
  return {
    id,
    receipt,
    total: { gross, net, currency },
    ...(posting.reward ? rewardReceipt(posting.reward, ladder) : nothing),
  };
};
