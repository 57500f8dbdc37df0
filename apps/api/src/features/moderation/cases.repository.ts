import { Injectable } from '@nestjs/common';
import type { CaseCauseName } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Moderator } from '../communities/index.ts';
import type { WritingRef } from '../posts/index.ts';
import { statement } from './statements.ts';

const columns = `c.id, c.writing_kind, c.writing_id, c.community_id, c.author_id, c.cause, c.decision_id, c.urgency, c.hidden, c.words, c.state,
  c.opened_at, c.taken_by_id, c.taken_at, n.nickname, d.by_id as "decider_id",
  (select count(*) from content_reports r where r.case_id = c.id) as reports`;
const from = `from moderation_cases c left join nicknames n on n.member_id = c.author_id left join moderation_decisions d on d.id = c.decision_id`;

// A text has one open case: what comes later makes it more urgent.
const open = statement(
  'moderation-case-open',
  `insert into moderation_cases (id, writing_kind, writing_id, community_id, author_id, cause, urgency, words, state, opened_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)
   on conflict (writing_id) where state = 'open' and decision_id is null do update
     set urgency = least(moderation_cases.urgency, excluded.urgency),
       words = array(select distinct w from unnest(moderation_cases.words || excluded.words) w order by w)
   returning id, hidden`,
);
const appeal = statement(
  'moderation-case-appeal',
  `insert into moderation_cases (id, writing_kind, writing_id, community_id, author_id, cause, decision_id, urgency, state, opened_at)
   values ($1, $2, $3, $4, $5, 'appeal', $6, $7, 'open', $8)`,
);
const hide = statement(
  'moderation-case-hide',
  'update moderation_cases set hidden = true, urgency = $2 where id = $1',
);
const list = statement(
  'moderation-cases',
  `select ${columns} ${from} where c.state = 'open' and ($1::text[] is null or c.cause = any($1))
     and ($2::int is null or (c.urgency, c.opened_at, c.id) > ($2, $3::timestamptz, $4::uuid))
   order by c.urgency, c.opened_at, c.id limit $5`,
);
// As `Moderators.mayJudge` decides it: not of oneself, and only owners decide about those who lead.
const judgedBy = `c.state = 'open' and c.decision_id is null and c.community_id = $1 and c.author_id <> $2
     and ($3 or a.member_id is null or a.role = 'member' or a.state not in ('member', 'invited'))`;
const author = `left join community_memberships a on a.community_id = c.community_id and a.member_id = c.author_id`;
const judged = statement(
  'moderated-cases',
  `select ${columns} ${from} ${author} where ${judgedBy}
     and ($4::int is null or (c.urgency, c.opened_at, c.id) > ($4, $5::timestamptz, $6::uuid))
   order by c.urgency, c.opened_at, c.id limit $7`,
);
const countJudged = statement(
  'moderated-cases-count',
  `select count(*) as waiting from moderation_cases c ${author} where ${judgedBy}`,
);
const find = statement('moderation-case-find', `select ${columns} ${from} where c.id = $1`);
const lock = statement(
  'moderation-case-lock',
  `select id, writing_kind, writing_id, community_id, author_id, cause, decision_id, hidden, state from moderation_cases where id = $1 for update`,
);
const take = statement(
  'moderation-case-take',
  `update moderation_cases set taken_by_id = $2, taken_at = $3 where id = $1 and state = 'open' returning id`,
);
const decide = statement(
  'moderation-case-decide',
  `update moderation_cases set state = 'decided', decided_at = $2, taken_by_id = null, taken_at = null where id = $1`,
);
const decideOthers = statement(
  'moderation-cases-decide-others',
  `update moderation_cases set state = 'decided', decided_at = $2, taken_by_id = null, taken_at = null
   where state = 'open' and decision_id is null and writing_id = any($1::uuid[])`,
);
// Only if nobody opened another one in between.
const reopen = statement(
  'moderation-case-reopen',
  `update moderation_cases c set state = 'open', decided_at = null where c.id = $1
     and (c.decision_id is not null or not exists (select from moderation_cases o where o.writing_id = c.writing_id and o.state = 'open' and o.decision_id is null))`,
);
const summary = statement(
  'moderation-summary',
  `select count(*) filter (where state = 'open') as waiting, min(opened_at) filter (where state = 'open') as "oldestAt",
     count(*) filter (where state = 'open' and cause in ('reported', 'moderator')) as reported,
     count(*) filter (where state = 'open' and cause not in ('reported', 'moderator', 'appeal')) as held,
     count(*) filter (where state = 'open' and cause = 'appeal') as appeals,
     count(*) filter (where state = 'decided' and cause <> 'appeal') as decided,
     (percentile_cont(0.5) within group (order by extract(epoch from decided_at - opened_at) / 60)
       filter (where state = 'decided' and cause <> 'appeal'))::double precision as minutes
   from moderation_cases where state = 'open' or decided_at > $1`,
);

export type CaseRow = RowOf<typeof find>;
export type LockedCase = RowOf<typeof lock>;

export interface NewCase {
  readonly id: string;
  readonly ref: WritingRef;
  readonly communityId: string;
  readonly authorId: string | null;
  readonly cause: Exclude<CaseCauseName, 'appeal'>;
  readonly urgency: number;
  readonly words: readonly string[];
  readonly at: Date;
}

/** What someone has to look at. */
@Injectable()
export class CasesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** The case of the text, which stays locked until the transaction ends. */
  async open(opened: NewCase): Promise<RowOf<typeof open>> {
    const { id, ref, communityId, authorId, cause, urgency, words, at } = opened;
    const about = [id, ref.kind, ref.id, communityId, authorId] as const;
    const [row] = await this.transactions.query(open, [...about, cause, urgency, words, at]);
    if (!row) throw new Error('it was stored');
    return row;
  }

  async openAppeal(
    { id, ref, communityId, authorId, urgency, at }: Omit<NewCase, 'cause' | 'words'>,
    decisionId: string,
  ): Promise<void> {
    const about = [id, ref.kind, ref.id, communityId, authorId] as const;
    await this.transactions.query(appeal, [...about, decisionId, urgency, at]);
  }

  /** Its text is hidden until someone has looked. */
  async hide(id: string, urgency: number): Promise<void> {
    await this.transactions.query(hide, [id, urgency]);
  }

  /** The most urgent first, then the oldest. */
  async list(
    causes: readonly CaseCauseName[] | null,
    after: readonly [number, string, string] | null,
    limit: number,
  ): Promise<CaseRow[]> {
    const place = after ? ([after[0], new Date(after[1]), after[2]] as const) : ([null, null, null] as const);
    return this.transactions.query(list, [causes, ...place, limit]);
  }

  /** Those of a community that its moderator may decide, in the same order. */
  async judged(
    communityId: string,
    { memberId, role }: Moderator,
    after: readonly [number, string, string] | null,
    limit: number,
  ): Promise<CaseRow[]> {
    const place = after ? ([after[0], new Date(after[1]), after[2]] as const) : ([null, null, null] as const);
    return this.transactions.query(judged, [communityId, memberId, role === 'owner', ...place, limit]);
  }

  /** How many there are. */
  async countJudged(communityId: string, { memberId, role }: Moderator): Promise<number> {
    const values = [communityId, memberId, role === 'owner'] as const;
    return (await this.transactions.query(countJudged, values))[0]?.waiting ?? 0;
  }

  async find(id: string): Promise<CaseRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** Until the transaction ends nobody else decides it. */
  async lock(id: string): Promise<LockedCase | undefined> {
    return (await this.transactions.query(lock, [id]))[0];
  }

  /** False if it is not open. */
  async take(id: string, accountId: string | null, at: Date | null): Promise<boolean> {
    return (await this.transactions.query(take, [id, accountId, at])).length > 0;
  }

  /** @param others texts that were decided with it */
  async decide(id: string, others: readonly string[], at: Date): Promise<void> {
    await this.transactions.query(decide, [id, at]);
    if (others.length > 0) await this.transactions.query(decideOthers, [others, at]);
  }

  async reopen(id: string): Promise<void> {
    await this.transactions.query(reopen, [id]);
  }

  /** What waits, and what was decided since a moment. */
  async summary(since: Date): Promise<RowOf<typeof summary> | undefined> {
    return (await this.transactions.query(summary, [since]))[0];
  }
}
