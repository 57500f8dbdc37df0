import { Injectable } from '@nestjs/common';
import {
  asksPerson,
  awardsComeDue,
  isoOf,
  rulesAbout,
  type Balances,
  type Occasion,
} from '@regulars/loyalty';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import type { Origin } from '../../platform/events/outbox.ts';
import { newId } from '../../platform/ids.ts';
import { assertUsable, unknownCard } from '../cards/index.ts';
import { budgetsOfOccasion, LiveRules, type BudgetDays } from '../earning/index.ts';
import { Points } from '../points/index.ts';
import { periodFound, Tiers, tierEventsOf, tierRowsOf } from '../tiers/index.ts';
import { capsOf, type EventMember, type OfferedOccasion } from './context.ts';
import { CustomEventsRepository } from './custom-events.repository.ts';
import {
  decide,
  eventRow,
  grantRows,
  recordedEvent,
  type DecidedOccasion,
  type DecisionTerms,
} from './decision.ts';

/** What an occasion gave its member. */
export interface BookedOccasion {
  readonly id: string;
  readonly memberId: string;
  readonly balance: Balances;
  /** What it gave. */
  readonly points: number;
}

export interface RecordOptions {
  readonly origin?: Origin;
  /** Called with the member under the lock; may refuse. */
  readonly admit?: (memberId: string) => Promise<void>;
  /** It counts only if it gives points: else it may count later. */
  readonly onlyWithPoints?: boolean;
}

/** No rule gave points for an occasion that counts only with points. */
export class NothingGivenError extends Error {}

const settled: ReadonlySet<string> = new Set([
  'event-already-counted',
  'not-found',
  'member-not-active',
  'points-out-of-range',
]);

/** Trying again would change nothing: it was counted, the membership ended, or the wallet is full. */
export const isSettled = (error: unknown): boolean => error instanceof ClubError && settled.has(error.code);

/**
 * Awards points by rule outside of purchases: for custom events and everything that other features report.
 * One call locks and reads, one writes. Each occasion counts once.
 */
@Injectable()
export class Occasions {
  constructor(
    private readonly events: CustomEventsRepository,
    private readonly rules: LiveRules,
    private readonly points: Points,
    private readonly tiers: Tiers,
  ) {}

  /**
   * Call it in a transaction. Throws `event-already-counted` with the id, `not-found`, `unknown-card`, `card-blocked`,
   * `card-replaced`, `member-not-active`, `points-out-of-range`, `NothingGivenError`, and what `admit` throws.
   */
  async record(
    actor: Actor,
    member: EventMember,
    occasion: OfferedOccasion,
    { origin = 'live', admit, onlyWithPoints = false }: RecordOptions = {},
  ): Promise<BookedOccasion> {
    const terms = await this.#read(member, occasion);
    const { found, wallets, id } = terms;
    const { memberId } = found;
    await admit?.(memberId);
    if (found.counted !== null) throw alreadyCounted(found.counted);
    assertUsable({ cardStatus: found.cardStatus, memberStatus: statusOf(terms) }, member.pointer);
    const decided = decide(terms);
    this.rules.report(decided.award.failed);
    if (onlyWithPoints && decided.award.points === 0) throw new NothingGivenError();
    if (!(await this.events.record(this.#rows(decided, actor, origin)))) {
      const { type, eventId } = occasion;
      throw alreadyCounted(await this.events.counted(type, eventId));
    }
    const { granted } = decided.awarded;
    return { id, memberId, balance: wallets.get(memberId).balance(), points: granted };
  }

  /**
   * Before one transaction records several occasions: locks the wallets and the budgets of all of them, in the order of
   * sales.
   */
  async hold(memberIds: readonly string[], occasions: readonly Occasion[]): Promise<void> {
    const timeline = await this.rules.timeline();
    const { zone } = await this.points.terms();
    const shared = await this.rules.budgets();
    const asked = occasions.flatMap((occasion) => {
      const rules = rulesAbout(timeline.occasionsAt(occasion.occurredAt), occasion);
      return budgetsOfOccasion(rules, occasion, { zone, shared });
    });
    const budgets = new Map(asked.map((each): [string, BudgetDays] => [`${each.id} ${each.from}`, each]));
    if (budgets.size === 0) return;
    await this.points.open([...memberIds].toSorted());
    await this.events.hold([...budgets.values()]);
  }

  async #read(member: EventMember, occasion: OfferedOccasion): Promise<DecisionTerms> {
    const timeline = await this.rules.timeline();
    const rules = rulesAbout(timeline.occasionsAt(occasion.occurredAt), occasion);
    const { now, policy, zone } = await this.points.terms();
    const budgets = budgetsOfOccasion(rules, occasion, { zone, shared: await this.rules.budgets() });
    const { occurredAt } = occasion;
    const asked = await this.tiers.periodOfPurchase(occurredAt, now);
    const span = { from: Math.min(occurredAt, now), until: now };
    const due = awardsComeDue(policy, zone, span, timeline.ownExpiries);
    const found = await this.events.context({
      buyer: member,
      occasion,
      caps: capsOf(rules, occurredAt, zone),
      budgets,
      dueBy: isoOf(now),
      withLots: due || (await this.points.awardsNeedLots()),
      period: asked,
      withPerson: asksPerson(rules),
      measure: await this.tiers.measure(),
    });
    if (!found) throw nobody(member);
    const wallets = await this.points.read(found.wallets, now);
    const ladder = await this.tiers.ladder();
    const period = periodFound(asked, found.ownYear);
    return { id: newId(), occasion, rules, budgets, found, wallets, ladder, policy, zone, now, period };
  }

  #rows(decided: DecidedOccasion, actor: Actor, origin: Origin): object {
    const { tierChanges, wallets, spent } = decided;
    const events = [recordedEvent(decided), ...tierEventsOf(tierChanges)];
    return {
      event: eventRow(decided, actor),
      grants: grantRows(decided),
      ...spent,
      ...(tierChanges.length > 0 ? { tier_changes: tierRowsOf(tierChanges) } : {}),
      points: this.points.document(wallets, { actor, origin, events }),
    };
  }
}

const statusOf = ({ wallets, found }: DecisionTerms): 'active' | 'blocked' | 'closed' =>
  wallets.memberStatus(found.memberId) ?? 'closed';

const alreadyCounted = (id: string | undefined): ClubError =>
  new ClubError('event-already-counted', id === undefined ? {} : { id });

const nobody = ({ code, externalId, pointer }: EventMember): ClubError => {
  if (code !== null) return unknownCard(pointer);
  const message = 'no such member';
  // Customer numbers are short and consecutive; ids are neither.
  return new ClubError('not-found', {
    detail: message,
    errors: [{ pointer, message }],
    guess: externalId !== null,
  });
};
