import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { DecidedTexts } from './decided-texts.ts';
import { statement } from './statements.ts';

const columns = `d.id, d.case_id, d.member_id, d.community_id, d.writing_kind, d.writing_id, d.title, d.excerpt, d.text_decision, d.author_decision,
  d.silenced_until, d.reason, d.ground, d.rule, d.found, d.before, d.by_id, d.by_member_id, d.reach, d.at, d.undone_at, d.appeal, d.appealed_at, d.appeal_granted,
  d.appeal_answer, d.appeal_by_id, d.appeal_answered_at, n.nickname, m.nickname as by_nickname`;
const from =
  'from moderation_decisions d left join nicknames n on n.member_id = d.member_id left join nicknames m on m.member_id = d.by_member_id';

const insert = statement(
  'moderation-decision-insert',
  `insert into moderation_decisions (id, case_id, member_id, community_id, writing_kind, writing_id, title, excerpt, text_decision,
     author_decision, silenced_until, reason, ground, rule, found, before, by_id, by_member_id, reach, at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)`,
);
const find = statement('moderation-decision-find', `select ${columns} ${from} where d.id = $1`);
const lock = statement(
  'moderation-decision-lock',
  'select id from moderation_decisions where id = $1 for update',
);
const list = statement(
  'moderation-decisions',
  `select ${columns} ${from} where ($1::uuid is null or d.member_id = $1)
     and ($2::timestamptz is null or (d.at, d.id) < ($2, $3::uuid)) order by d.at desc, d.id desc limit $4`,
);
// What was decided about the reader is on another page.
const listOfCommunity = statement(
  'moderated-decisions',
  `select ${columns} ${from} where d.community_id = $1 and d.member_id is distinct from $2
     and ($3::timestamptz is null or (d.at, d.id) < ($3, $4::uuid)) order by d.at desc, d.id desc limit $5`,
);
const undo = statement(
  'moderation-decision-undo',
  'update moderation_decisions set undone_at = $2 where id = $1',
);
const appeal = statement(
  'moderation-decision-appeal',
  'update moderation_decisions set appeal = $2, appealed_at = $3 where id = $1',
);
const answer = statement(
  'moderation-decision-answer',
  `update moderation_decisions set appeal_granted = $2, appeal_answer = $3, appeal_by_id = $4, appeal_answered_at = $5 where id = $1`,
);
const warnings = statement(
  'moderation-warnings',
  `select count(*) as warnings from moderation_decisions
   where member_id = $1 and author_decision = 'warn' and undone_at is null and appeal_granted is distinct from true and at > $2
     and ($3::uuid is null or community_id = $3)`,
);
const otherBan = statement(
  'moderation-other-ban',
  `select id from moderation_decisions where member_id = $1 and id <> $2 and author_decision = 'ban' and undone_at is null
     and appeal_granted is distinct from true and reach = $3 and (reach = 'club' or community_id = $4) limit 1`,
);
const appeals = statement(
  'moderation-appeals',
  `select count(*) as appealed, count(*) filter (where appeal_granted) as granted from moderation_decisions where appealed_at > $1`,
);

export type DecisionRow = RowOf<typeof find>;

export interface NewDecision extends Pick<
  DecisionRow,
  | 'id'
  | 'case_id'
  | 'member_id'
  | 'community_id'
  | 'writing_kind'
  | 'writing_id'
  | 'title'
  | 'excerpt'
  | 'text_decision'
  | 'author_decision'
  | 'silenced_until'
  | 'reason'
  | 'ground'
  | 'rule'
  | 'found'
  | 'by_id'
  | 'by_member_id'
  | 'reach'
  | 'at'
> {
  readonly before: DecidedTexts;
}

/** What moderators decided. */
@Injectable()
export class DecisionsRepository {
  constructor(private readonly transactions: Transactions) {}

  async insert(decision: NewDecision): Promise<void> {
    const { id, case_id, member_id, community_id, writing_kind, writing_id, title, excerpt } = decision;
    const about = [id, case_id, member_id, community_id, writing_kind, writing_id, title, excerpt] as const;
    const { text_decision, author_decision, silenced_until, reason, ground, rule, found } = decision;
    const what = [text_decision, author_decision, silenced_until, reason, ground, rule, found] as const;
    const { before, by_id, by_member_id, reach, at } = decision;
    const by = [by_id, by_member_id, reach, at] as const;
    await this.transactions.query(insert, [...about, ...what, JSON.stringify(before), ...by]);
  }

  async find(id: string): Promise<DecisionRow | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** Until the transaction ends nobody else changes it. */
  async locked(id: string): Promise<DecisionRow | undefined> {
    await this.transactions.query(lock, [id]);
    return this.find(id);
  }

  /** The newest first. @param memberId null for all */
  async list(
    memberId: string | null,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<DecisionRow[]> {
    const place = after ? ([new Date(after[0]), after[1]] as const) : ([null, null] as const);
    return this.transactions.query(list, [memberId, ...place, limit]);
  }

  /** Those about texts in a community, without those about the reader. The newest first. */
  async ofCommunity(
    communityId: string,
    readerId: string,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<DecisionRow[]> {
    const place = after ? ([new Date(after[0]), after[1]] as const) : ([null, null] as const);
    return this.transactions.query(listOfCommunity, [communityId, readerId, ...place, limit]);
  }

  async undo(id: string, at: Date): Promise<void> {
    await this.transactions.query(undo, [id, at]);
  }

  async appeal(id: string, text: string, at: Date): Promise<void> {
    await this.transactions.query(appeal, [id, text, at]);
  }

  async answer(
    id: string,
    { granted, answer: text }: { readonly granted: boolean; readonly answer: string },
    by: string | null,
    at: Date,
  ): Promise<void> {
    await this.transactions.query(answer, [id, granted, text, by, at]);
  }

  /** Warnings that count, since a moment. @param communityId null: of all */
  async warnings(memberId: string, since: Date, communityId: string | null): Promise<number> {
    return (await this.transactions.query(warnings, [memberId, since, communityId]))[0]?.warnings ?? 0;
  }

  /** Whether another decision bans the member from the same. */
  async hasOtherBan(
    memberId: string,
    { id, reach, community_id }: Pick<DecisionRow, 'id' | 'reach' | 'community_id'>,
  ): Promise<boolean> {
    return (await this.transactions.query(otherBan, [memberId, id, reach, community_id])).length > 0;
  }

  async appeals(since: Date): Promise<RowOf<typeof appeals>> {
    const [row] = await this.transactions.query(appeals, [since]);
    return row ?? { appealed: 0, granted: 0 };
  }
}
