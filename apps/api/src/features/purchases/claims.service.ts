import { Injectable } from '@nestjs/common';
import type { BodyOf, claimPurchase, Location, PurchaseReceipt } from '@regulars/contracts';
import { localDateOf } from '@regulars/loyalty';
import { actsForOthers, type Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Outbox } from '../../platform/events/outbox.ts';
import { RuleVersions } from '../earning/index.ts';
import { Points } from '../points/index.ts';
import { tierEventsOf } from '../tiers/index.ts';
import { claim, claimRow, type Claim } from './claim.ts';
import { ClaimsRepository } from './claims.repository.ts';
import { Contexts } from './contexts.ts';
import { House } from './house.ts';
import type { HouseRules } from './posting.ts';
import { rewardRows } from './purchase-document.ts';
import { PurchasesRepository, type PurchaseDetail } from './purchases.repository.ts';
import { rewardReceipt } from './reward.ts';

type Claimed = BodyOf<typeof claimPurchase>;

const claimableDays = 30;

/** The card was forgotten: a member shows by the details of the receipt that a purchase was theirs. */
@Injectable()
export class ClaimsService {
  constructor(
    private readonly claims: ClaimsRepository,
    private readonly purchases: PurchasesRepository,
    private readonly contexts: Contexts,
    private readonly house: House,
    private readonly rules: RuleVersions,
    private readonly points: Points,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Throws `claim-refused`, whatever does not fit: nobody learns what a receipt says by trying. `ClaimAttempts` counts
   * the tries.
   */
  async claim(actor: Actor, memberId: string, claimed: Claimed): Promise<PurchaseReceipt> {
    const { purchase, location } = await this.#find(actor, claimed);
    const rules = await this.rules.terms(purchase.evaluation.rules);
    const at = this.clock.now();
    const purchasedAt = purchase.purchased_at.getTime();
    const pointer = '/member';
    const asked = {
      buyer: { pointer, code: null, memberId, externalId: null },
      location,
      receipt: null,
      purchasedAt,
      rules,
    };
    const house = await this.house.rulesNow();
    const opened = await this.contexts.open(asked, house.zone, true);
    if (!opened.patron) throw refused();
    const decided = claim(purchase, rules, opened.patron, location.name, at, house);
    const document = {
      claim: claimRow(decided, at),
      ...this.#rows(decided, house),
      points: this.points.document(opened.wallets, { actor, events: this.#events(decided) }),
    };
    if (!(await this.claims.record(document))) throw refused();
    this.outbox.wakeRelay();
    return {
      id: purchase.id,
      receipt: {
        location: location.code,
        number: purchase.receipt_number,
        ...(purchase.till === null ? {} : { till: purchase.till }),
      },
      total: { gross: purchase.gross, net: purchase.net, currency: purchase.currency },
      ...rewardReceipt(decided.reward, house.ladder),
    };
  }

  async #find(
    actor: Actor,
    { location: code, number, date, total }: Claimed,
  ): Promise<{ purchase: PurchaseDetail; location: Location }> {
    const location = await this.house.findLocation(code);
    const purchase = location && (await this.purchases.findByReceipt(location.id, number));
    if (!location || !purchase) throw refused();
    const { zone } = await this.house.rulesNow();
    const bought = localDateOf(purchase.purchased_at.getTime(), zone);
    const today = localDateOf(this.clock.now(), zone);
    const fits =
      purchase.member_id === null &&
      purchase.gross === total &&
      bought.toString() === date &&
      bought.until(today).days <= claimableDays &&
      // Staff look up any receipt, and who rang it up knew it: they could claim what strangers bought.
      !actsForOthers(actor) &&
      !(purchase.actor_kind === actor.kind && purchase.actor_id === actor.id);
    if (!fits) throw refused();
    return { purchase, location };
  }

  #rows({ purchase, reward: { patron, due, tierChange } }: Claim, { zone }: HouseRules): object {
    const { memberId } = patron.buyer;
    const { purchasedAt: at, grants } = due;
    return rewardRows([{ memberId, purchaseId: purchase.id, at, grants, tierChange }], zone);
  }

  #events({ purchase, reward: { patron, awarded, tierChange } }: Claim): Parameters<Outbox['append']>[0] {
    const { memberId } = patron.buyer;
    const data = {
      purchaseId: purchase.id,
      amount: purchase.gross,
      currency: purchase.currency,
      points: awarded.granted,
    };
    return [{ name: 'purchase.claimed', memberId, data }, ...tierEventsOf(tierChange ? [tierChange] : [])];
  }
}

const refused = (): ClubError => new ClubError('claim-refused');
