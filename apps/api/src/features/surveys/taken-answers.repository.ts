import { Injectable } from '@nestjs/common';
import type { Permission } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const find = statement(
  'survey-taken-find',
  `select id, survey_id as "surveyId", version, mode, member_id as "memberId", location_id as "locationId", sent_at as "sentAt"
   from survey_responses where id = $1`,
);
// Nothing for a taken id, or for a member who was asked this before.
const insert = statement(
  'survey-taken-insert',
  `insert into survey_responses (id, survey_id, version, member_id, mode, channels, state, permission, asked_at, touched_at, sent_at,
     location_id, taken_by)
   values ($1, $2, $3, $4::uuid, $5, array[$5], 'sent', $6::jsonb, $7, $7, $7, $8::uuid, $9::uuid) on conflict do nothing returning id`,
);

export type FoundTaken = RowOf<typeof find>;

/** Answers that staff took, without their content. */
export interface Taken {
  readonly id: string;
  readonly surveyId: string;
  readonly version: number;
  readonly mode: 'tablet' | 'telephone';
  readonly memberId: string | null;
  readonly permission: Permission | null;
  readonly at: Date;
  readonly locationId: string | null;
  readonly takenBy: string | null;
}

@Injectable()
export class TakenAnswersRepository {
  constructor(private readonly transactions: Transactions) {}

  async find(id: string): Promise<FoundTaken | undefined> {
    return (await this.transactions.query(find, [id]))[0];
  }

  /** False if the id is taken, or if the member was asked before. */
  async insert({
    id,
    surveyId,
    version,
    memberId,
    mode,
    permission,
    at,
    locationId,
    takenBy,
  }: Taken): Promise<boolean> {
    const why = permission && JSON.stringify(permission);
    const values = [id, surveyId, version, memberId, mode, why, at, locationId, takenBy] as const;
    return (await this.transactions.query(insert, values)).length > 0;
  }
}
