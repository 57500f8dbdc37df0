import { Injectable } from '@nestjs/common';
import { LoyaltyError, type Balances, type TakenBack } from '@regulars/loyalty';
import { mayWorkAt, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { WalletOwners } from '../../platform/http/wallet-owners.ts';
import { asClubError, awardTaken, causeOf, Points, SelfService, type OpenWallets } from '../points/index.ts';
import { CustomEventsRepository, type StoredEvent } from './custom-events.repository.ts';
import { EventTypes } from './event-types.ts';

const nothing: Omit<TakenBack, 'transactionId' | 'status' | 'debtRepaid'> = {
  takenBack: 0,
  debt: 0,
  forgiven: 0,
  expired: 0,
};

/** What the ledger says about it. */
type Why = 'event-cancelled' | 'referral-returned';

/** Cancels events and takes their points back. */
@Injectable()
export class Cancellations {
  constructor(
    private readonly events: CustomEventsRepository,
    private readonly types: EventTypes,
    private readonly points: Points,
    private readonly selfService: SelfService,
    private readonly audit: AuditTrail,
    owners: WalletOwners,
  ) {
    owners.register('custom-event', async (id) => (await events.find(id))?.member_id);
  }

  /**
   * As for returned goods: first from the points of the event, then from others; what is missing becomes debt or is
   * forgiven, by the club's policy. Call it in the transaction of its idempotency key. Throws `not-found`,
   * `already-cancelled`, `event-not-cancellable`, `self-earning-refused`.
   */
  async cancel(
    actor: Actor,
    id: string,
    reason: string | null,
    why: Why = 'event-cancelled',
  ): Promise<Balances> {
    const event = await this.#mine(actor, id);
    const { member_id: memberId, transaction_id: award } = event;
    await this.selfService.refuse(actor, memberId);
    await this.#assertCancellable(event);
    const wallets = await this.points.open([memberId], {
      lots: 'all',
      transactions: award === null ? [] : [award],
    });
    // Under the lock of the wallet, so that it happens once.
    if ((await this.events.find(id))?.cancelled_at) throw new ClubError('already-cancelled');
    const taken = award === null ? nothing : takeBack(wallets, memberId, award, event, why);
    const { now } = await this.points.terms();
    await this.events.cancel(id, { ...taken, at: new Date(now), by: actor, reason });
    const points = taken.takenBack;
    await this.points.apply(
      this.points.document(wallets, {
        actor,
        events: [
          {
            name: 'custom-event.cancelled',
            memberId,
            data: { customEventId: id, type: event.type_code, points },
          },
        ],
      }),
    );
    await this.audit.record(actor, {
      action: 'custom-event.cancelled',
      subject: { type: 'custom-event', id },
      memberId,
      after: { points },
    });
    return wallets.get(memberId).balance();
  }

  async #mine(actor: Actor, id: string): Promise<StoredEvent> {
    const event = await this.events.find(id);
    const isElsewhere = event?.location_id && !mayWorkAt(actor, event.location_id);
    if (!event || isElsewhere) throw new ClubError('not-found');
    return event;
  }

  async #assertCancellable({ type_code: code }: StoredEvent): Promise<void> {
    const type = await this.types.byCode(code);
    if (type && !type.cancellable) throw new ClubError('event-not-cancellable');
  }
}

const takeBack = (
  wallets: OpenWallets,
  memberId: string,
  award: string,
  { id, points, location_id: locationId }: StoredEvent,
  kind: Why,
): TakenBack => {
  const named = wallets.transaction(memberId, award);
  const status = (named?.entries ?? []).reduce(
    (sum, { currency, amount }) => (currency === 'status' ? sum + amount : sum),
    0,
  );
  const cause = causeOf({
    kind: 'custom-event',
    customEventId: id,
    ...(locationId === null ? {} : { locationId }),
    explanation: [{ rule: null, points: -points, reason: { kind } }],
  });
  try {
    return wallets.get(memberId).takeBack({ points, status, ...awardTaken(named), cause });
  } catch (error) {
    throw error instanceof LoyaltyError ? asClubError(error) : error;
  }
};
