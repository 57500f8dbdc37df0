import { Injectable } from '@nestjs/common';
import type { Task, TaskKind, Texts } from '@regulars/contracts';
import type { ValuesOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

export interface TaskRow {
  id: string;
  kind: TaskKind;
  state: 'open' | 'reopened' | 'done';
  member_id: string | null;
  member_name: string | null;
  purchase_id: string | null;
  receipt: string | null;
  other_purchase_id: string | null;
  other_receipt: string | null;
  challenge_id: string | null;
  challenge_name: Texts | null;
  rule_id: string | null;
  budget_id: string | null;
  referral_id: string | null;
  discount_id: string | null;
  discount_sort: 'coupon' | 'offer' | null;
  reward_id: string | null;
  survey_id: string | null;
  response_id: string | null;
  score: number | null;
  outcome: Task['outcome'];
  location_id: string | null;
  text: string;
  due: string;
  assignee_id: string | null;
  assignee_name: string | null;
  created_at: Date;
  done_at: Date | null;
  done_name: string | null;
  note: string | null;
}

export interface Report {
  readonly id: string;
  readonly memberId: string;
  readonly text: string;
  readonly due: string;
  readonly at: Date;
}

interface ChallengeReport extends Report {
  readonly challengeId: string;
  readonly locationId: string | null;
}

/** Nobody reported it: its kind says everything. */
interface RuleTask extends Pick<Report, 'id' | 'due' | 'at'> {
  readonly kind: TaskKind;
  readonly ruleId: string;
}

interface BudgetTask extends Omit<RuleTask, 'ruleId'> {
  readonly budgetId: string;
  /** Null for the club. */
  readonly locationId: string | null;
}

interface DiscountTask extends Omit<RuleTask, 'ruleId'> {
  readonly discountId: string;
  readonly sort: 'coupon' | 'offer';
}

interface ReferralTask extends Pick<Report, 'id' | 'due' | 'at'> {
  readonly kind: TaskKind;
  readonly referralId: string;
}

interface LowStock {
  /** Null for the stock of the club. */
  readonly locationId: string | null;
  /** When the club last changed the reward. */
  readonly since: Date;
}

interface StockTask extends LowStock, Pick<Report, 'id' | 'due' | 'at'> {
  readonly rewardId: string;
}

interface PurchaseReport extends Report {
  readonly purchaseId: string;
  readonly receipt: string;
  readonly locationId: string;
}

interface VoucherTask extends Omit<PurchaseReport, 'text'> {
  readonly challengeId: string;
}

interface CodeTask extends Omit<PurchaseReport, 'text' | 'memberId'> {
  readonly memberId: string | null;
  readonly couponId: string;
  /** Null if a till redeemed the code without a purchase. */
  readonly other: { readonly purchaseId: string; readonly receipt: string } | null;
}

/** What the member's own tasks are about; null for anything. */
interface OwnFilter {
  readonly purchaseId: string | null;
  readonly challengeId: string | null;
}

export interface TaskFilter {
  /** Null for all. */
  readonly done: boolean | null;
  readonly assigneeId: string | null;
  readonly overdueOn: string | null;
  readonly kind: TaskKind | null;
  /** Also those about earning rules, budgets, coupons, offers and referrals. */
  readonly forManagers: boolean;
  /** Only of these locations; null for all. */
  readonly within: readonly string[] | null;
}

interface Finish {
  readonly at: Date;
  readonly by: string | null;
  readonly name: string;
  readonly note: string;
  readonly outcome: TaskRow['outcome'];
}

/** All reports of one task. */
const longestText = 5000;

/** Of a task `t`, as a row. */
export const taskColumns = `t.id, t.kind, t.state, t.member_id, member_name(t.member_id) as member_name, t.purchase_id, t.receipt, t.other_purchase_id, t.other_receipt,
  t.challenge_id, challenge_name(t.challenge_id) as challenge_name, t.rule_id, t.budget_id, t.referral_id,
  t.discount_id, t.discount_sort, t.reward_id, t.survey_id, t.response_id, t.score, t.outcome, t.location_id,
  t.text, t.due::text as due, t.assignee_id, t.assignee_name, t.created_at, t.done_at, t.done_name, t.note`;
const columns = taskColumns;
const returned = columns.replaceAll('t.', 'tasks.');
// Nothing if its text would become too long.
const adding = `do update set
     text = tasks.text || chr(10) || chr(10) || excluded.text,
     location_id = coalesce(excluded.location_id, tasks.location_id),
     due = case when tasks.state = 'done' then excluded.due else tasks.due end,
     state = case when tasks.state = 'done' then 'reopened' else tasks.state end
   where length(tasks.text) + length(excluded.text) + 2 <= ${longestText}
   returning ${returned}`;
const report = statement(
  'task-report',
  `insert into tasks (id, kind, state, member_id, purchase_id, receipt, location_id, text, due, created_at)
   values ($1, 'receipt-wrong', 'open', $2, $3, $4, $5, $6, $7::date, $8)
   on conflict (kind, member_id, purchase_id) where discount_id is null ${adding}`,
);
const reportChallenge = statement(
  'task-report-challenge',
  `insert into tasks (id, kind, state, member_id, challenge_id, location_id, text, due, created_at)
   values ($1, 'stamp-missing', 'open', $2, $3, $4, $5, $6::date, $7)
   on conflict (kind, member_id, challenge_id) where kind = 'stamp-missing' ${adding}`,
);
const aboutRule = statement(
  'task-about-rule',
  `insert into tasks (id, kind, state, rule_id, text, due, created_at) values ($1, $2, 'open', $3, '', $4::date, $5)`,
);
const aboutBudget = statement(
  'task-about-budget',
  `insert into tasks (id, kind, state, budget_id, location_id, text, due, created_at)
   values ($1, $2, 'open', $3, $4, '', $5::date, $6)`,
);
const aboutDiscount = statement(
  'task-about-discount',
  `insert into tasks (id, kind, state, discount_id, discount_sort, text, due, created_at)
   values ($1, $2, 'open', $3, $4, '', $5::date, $6)`,
);
const lowStocks = statement(
  'task-low-stocks',
  'select location_id as "locationId", since from low_stocks($1)',
);
const aboutLowStock = statement(
  'task-about-low-stock',
  `insert into tasks (id, kind, state, reward_id, location_id, text, due, created_at)
   select $1, 'reward-stock-low', 'open', $2, $5, '', $3::date, $4 where not exists (
     select from tasks t where t.reward_id = $2 and t.location_id is not distinct from $5
       and (t.state <> 'done' or t.created_at >= $6))`,
);
const aboutReferral = statement(
  'task-about-referral',
  `insert into tasks (id, kind, state, referral_id, text, due, created_at)
   values ($1, $5, 'open', $2, '', $3::date, $4) on conflict do nothing`,
);
const referralDecided = statement(
  'task-referral-decided',
  `update tasks set state = 'done', done_at = $2 where referral_id = $1 and kind = 'referral-review' and state <> 'done'`,
);
const aboutKeptVoucher = statement(
  'task-about-kept-voucher',
  `insert into tasks (id, kind, state, member_id, challenge_id, purchase_id, receipt, location_id, text, due, created_at)
   values ($1, 'voucher-kept', 'open', $2, $3, $4, $5, $6, '', $7::date, $8) on conflict do nothing`,
);
const aboutCodeUsedTwice = statement(
  'task-about-code-used-twice',
  `insert into tasks (id, kind, state, member_id, discount_id, discount_sort, purchase_id, receipt, other_purchase_id, other_receipt, location_id, text, due, created_at)
   values ($1, 'code-used-twice', 'open', $2, $3, 'coupon', $4, $5, $6, $7, $8, '', $9::date, $10) on conflict do nothing`,
);
const own = statement(
  'task-own',
  `select ${columns} from tasks t
   where t.member_id = $1 and t.kind in ('receipt-wrong', 'stamp-missing') and ($2::uuid is null or t.purchase_id = $2) and ($3::uuid is null or t.challenge_id = $3)
     and ($4::timestamptz is null or (t.created_at, t.id) < ($4, $5::uuid))
   order by t.created_at desc, t.id desc limit $6`,
);
const filters = `($1::boolean is null or (t.state = 'done') = $1) and ($2::uuid is null or t.assignee_id = $2)
  and ($3::date is null or t.state <> 'done' and t.due < $3) and ($4::text is null or t.kind = $4)
  and ($5::uuid[] is null or t.location_id = any($5)) and ($6::boolean or t.rule_id is null and t.budget_id is null and t.referral_id is null and t.discount_id is null and t.reward_id is null)`;
const byDue = statement(
  'task-list-by-due',
  `select ${columns} from tasks t where ${filters} and ($7::date is null or (t.due, t.id) > ($7, $8::uuid))
   order by t.due, t.id limit $9`,
);
const newest = statement(
  'task-list-newest',
  `select ${columns} from tasks t where ${filters} and ($7::timestamptz is null or (t.created_at, t.id) < ($7, $8::uuid))
   order by t.created_at desc, t.id desc limit $9`,
);
const count = statement('task-count', `select count(*) as total from tasks t where ${filters}`);
const lock = statement('task-lock', `select ${columns} from tasks t where t.id = $1 for update`);
const assign = statement(
  'task-assign',
  `update tasks set assignee_id = $2, assignee_name = $3 where id = $1 returning ${returned}`,
);
const finish = statement(
  'task-finish',
  `update tasks set state = 'done', done_at = $2, done_by = $3, done_name = $4, note = $5, outcome = $6 where id = $1 returning ${returned}`,
);
const reopen = statement(
  'task-reopen',
  `update tasks set state = 'reopened', due = $2::date, outcome = null where id = $1 returning ${returned}`,
);

@Injectable()
export class TasksRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The task with the report; undefined if its text would become too long. */
  async report(entry: PurchaseReport): Promise<TaskRow | undefined> {
    const { id, memberId, purchaseId, receipt, locationId, text, due, at } = entry;
    const values = [id, memberId, purchaseId, receipt, locationId, text, due, at] as const;
    return (await this.transactions.query(report, values))[0];
  }

  /** As `report`, about a challenge. */
  async reportChallenge(entry: ChallengeReport): Promise<TaskRow | undefined> {
    const { id, memberId, challengeId, locationId, text, due, at } = entry;
    const values = [id, memberId, challengeId, locationId, text, due, at] as const;
    return (await this.transactions.query(reportChallenge, values))[0];
  }

  async aboutRule({ id, kind, ruleId, due, at }: RuleTask): Promise<void> {
    await this.transactions.query(aboutRule, [id, kind, ruleId, due, at]);
  }

  async aboutBudget({ id, kind, budgetId, locationId, due, at }: BudgetTask): Promise<void> {
    await this.transactions.query(aboutBudget, [id, kind, budgetId, locationId, due, at]);
  }

  async aboutDiscount({ id, kind, discountId, sort, due, at }: DiscountTask): Promise<void> {
    await this.transactions.query(aboutDiscount, [id, kind, discountId, sort, due, at]);
  }

  /** Where there is not enough of the reward. */
  async lowStocks(rewardId: string): Promise<LowStock[]> {
    return this.transactions.query(lowStocks, [rewardId]);
  }

  /** Nothing if someone was told since the reward was changed. */
  async aboutLowStock({ id, rewardId, locationId, since, due, at }: StockTask): Promise<void> {
    await this.transactions.query(aboutLowStock, [id, rewardId, due, at, locationId, since]);
  }

  /** A referral has one task of a kind. */
  async aboutReferral({ id, kind, referralId, due, at }: ReferralTask): Promise<void> {
    await this.transactions.query(aboutReferral, [id, referralId, due, at, kind]);
  }

  /** A purchase has one. */
  async aboutKeptVoucher(task: VoucherTask): Promise<void> {
    const { id, memberId, challengeId, purchaseId, receipt, locationId, due, at } = task;
    const values = [id, memberId, challengeId, purchaseId, receipt, locationId, due, at] as const;
    await this.transactions.query(aboutKeptVoucher, values);
  }

  /** A purchase has one for each coupon. */
  async aboutCodeUsedTwice(task: CodeTask): Promise<void> {
    const { id, memberId, couponId, purchaseId, receipt, other, locationId, due, at } = task;
    const second = [other?.purchaseId ?? null, other?.receipt ?? null] as const;
    const values = [id, memberId, couponId, purchaseId, receipt, ...second, locationId, due, at] as const;
    await this.transactions.query(aboutCodeUsedTwice, values);
  }

  /** The decision says all: no note. */
  async referralDecided(referralId: string, at: Date): Promise<void> {
    await this.transactions.query(referralDecided, [referralId, at]);
  }

  async own(
    memberId: string,
    { purchaseId, challengeId }: OwnFilter,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<TaskRow[]> {
    return this.transactions.query(own, [
      memberId,
      purchaseId,
      challengeId,
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
  }

  async byDue(
    filter: TaskFilter,
    after: readonly [due: string, id: string] | null,
    limit: number,
  ): Promise<TaskRow[]> {
    return this.transactions.query(byDue, [
      ...valuesOf(filter),
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
  }

  async newest(
    filter: TaskFilter,
    after: readonly [at: string, id: string] | null,
    limit: number,
  ): Promise<TaskRow[]> {
    return this.transactions.query(newest, [
      ...valuesOf(filter),
      after?.[0] ?? null,
      after?.[1] ?? null,
      limit,
    ]);
  }

  async count(filter: TaskFilter): Promise<number> {
    return (await this.transactions.query(count, valuesOf(filter)))[0]?.total ?? 0;
  }

  /** Nobody else can change it before the transaction ends. */
  async lock(id: string): Promise<TaskRow | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  async assign(id: string, to: { readonly id: string; readonly name: string } | null): Promise<TaskRow> {
    return only(await this.transactions.query(assign, [id, to?.id ?? null, to?.name ?? null]));
  }

  async finish(id: string, { at, by, name, note, outcome }: Finish): Promise<TaskRow> {
    return only(await this.transactions.query(finish, [id, at, by, name, note, outcome]));
  }

  async reopen(id: string, due: string): Promise<TaskRow> {
    return only(await this.transactions.query(reopen, [id, due]));
  }
}

const only = ([row]: readonly TaskRow[]): TaskRow => {
  if (!row) throw new Error('update returned no row');
  return row;
};

const valuesOf = ({
  done,
  assigneeId,
  overdueOn,
  kind,
  within,
  forManagers,
}: TaskFilter): ValuesOf<typeof count> => [done, assigneeId, overdueOn, kind, within, forManagers];
