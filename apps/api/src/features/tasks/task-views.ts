import { Injectable } from '@nestjs/common';
import type { OwnTask, Task } from '@regulars/contracts';
import { localDateOf } from '@regulars/loyalty';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Names, type Name, textsOf } from '../../platform/names.ts';
import { ClubSettings, Locations } from '../club/index.ts';
import type { TaskRow } from './tasks.repository.ts';

const daysToAnswer = 3;

/** Shows tasks, and says when they are due. */
@Injectable()
export class TaskViews {
  constructor(
    private readonly club: ClubSettings,
    private readonly locations: Locations,
    private readonly clock: Clock,
    private readonly names: Names,
  ) {}

  /** Today in the club's time zone. */
  async today(): Promise<string> {
    return (await this.#today()).toString();
  }

  /** The last day for a task of today. */
  async due(days = daysToAnswer): Promise<string> {
    return (await this.#today()).add({ days }).toString();
  }

  async show(rows: readonly TaskRow[]): Promise<Task[]> {
    const today = await this.today();
    const places = await this.locations.names();
    const rules = await this.names.of(
      'earning-rule',
      rows.flatMap((row) => row.rule_id ?? []),
    );
    const ofSort = (sort: 'coupon' | 'offer'): string[] =>
      rows.flatMap((row) =>
        row.discount_sort === sort && row.discount_id !== null ? [row.discount_id] : [],
      );
    const coupons = await this.names.of('coupon', ofSort('coupon'));
    const offers = await this.names.of('offer', ofSort('offer'));
    const rewards = await this.names.of(
      'reward',
      rows.flatMap((row) => row.reward_id ?? []),
    );
    const surveys = await this.names.of(
      'survey',
      rows.flatMap((row) => row.survey_id ?? []),
    );
    const discounts = { coupon: coupons, offer: offers };
    return rows.map((row) => showRow(row, { today, places, rules, rewards, surveys, discounts }));
  }

  async one(row: TaskRow): Promise<Task> {
    const [shown] = await this.show([row]);
    if (!shown) throw new Error('A task was not shown');
    return shown;
  }

  async #today(): Promise<Temporal.PlainDate> {
    return localDateOf(this.clock.now(), (await this.club.current()).timeZone);
  }
}

const shared = (row: TaskRow): Omit<OwnTask, 'purchaseId' | 'challengeId'> => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  text: row.text,
  createdAt: toInstant(row.created_at),
  doneAt: row.done_at && toInstant(row.done_at),
  note: row.note,
});

/** As the member sees it: not who works on it. */
export const showOwn = (row: TaskRow): OwnTask => ({
  ...shared(row),
  purchaseId: row.purchase_id,
  challengeId: row.challenge_id,
});

interface Around {
  readonly today: string;
  readonly places: ReadonlyMap<string, string>;
  readonly rules: ReadonlyMap<string, Name>;
  readonly rewards: ReadonlyMap<string, Name>;
  readonly surveys: ReadonlyMap<string, Name>;
  readonly discounts: Readonly<Record<'coupon' | 'offer', ReadonlyMap<string, Name>>>;
}

const discountOf = (
  { discount_id: id, discount_sort: sort }: TaskRow,
  discounts: Around['discounts'],
): Task['discount'] =>
  id === null || sort === null ? null : { sort, id, name: textsOf(discounts[sort].get(id)) };

const surveyOf = (
  { survey_id: id, response_id: responseId, score }: TaskRow,
  surveys: Around['surveys'],
): Task['survey'] =>
  id === null || responseId === null ? null : { id, name: textsOf(surveys.get(id)), responseId, score };

const showRow = (row: TaskRow, { today, places, rules, rewards, surveys, discounts }: Around): Task => ({
  ...shared(row),
  member: row.member_id === null ? null : { id: row.member_id, displayName: row.member_name ?? '' },
  purchase: row.purchase_id === null ? null : { id: row.purchase_id, receipt: row.receipt ?? '' },
  otherPurchase:
    row.other_purchase_id === null ? null : { id: row.other_purchase_id, receipt: row.other_receipt ?? '' },
  challenge: row.challenge_id === null ? null : { id: row.challenge_id, name: row.challenge_name ?? {} },
  rule: row.rule_id === null ? null : { id: row.rule_id, name: textsOf(rules.get(row.rule_id)) },
  budget: row.budget_id === null ? null : { id: row.budget_id },
  referral: row.referral_id === null ? null : { id: row.referral_id },
  discount: discountOf(row, discounts),
  reward: row.reward_id === null ? null : { id: row.reward_id, name: textsOf(rewards.get(row.reward_id)) },
  survey: surveyOf(row, surveys),
  outcome: row.outcome,
  location:
    row.location_id === null ? null : { id: row.location_id, name: places.get(row.location_id) ?? '' },
  due: row.due,
  overdue: row.state !== 'done' && row.due < today,
  assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
  doneBy: row.done_name,
});
