import { Injectable } from '@nestjs/common';
import type { HeldProfile } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const page = 500;
const held = statement('profile-held', 'select member_held($1) as held');
const due = statement(
  'profiles-completed',
  `select due.id from members_holding($1::text[], $2::text[]) as due(id)
   where not exists (select from custom_events e where e.type_code = $3 and e.event_id = $4::text || ':' || due.id)
     and ($5::uuid is null or due.id > $5)
   order by due.id limit ${page}`,
);

/** No type of the club has such a code. */
export const profileType = '@profile';
/** Counts once by its type and id: once for each member and rule, whatever the profile holds later. */
export const profileEventId = (ruleId: string, memberId: string): string => `${ruleId}:${memberId}`;

@Injectable()
export class CompletedProfilesRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Null if there is no such member. */
  async held(memberId: string): Promise<HeldProfile | null> {
    return (await this.transactions.query(held, [memberId]))[0]?.held ?? null;
  }

  /** The next members whose profile holds this and who got nothing from the rule yet; none at the end. */
  async due(ruleId: string, { filled, attributes }: HeldProfile, after: string | null): Promise<string[]> {
    const values = [[...filled], [...attributes], profileType, ruleId, after] as const;
    return (await this.transactions.query(due, values)).flatMap(({ id }) => id ?? []);
  }
}
