import { Injectable } from '@nestjs/common';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { MembershipEnds } from './membership-ends.ts';
import { statement } from './statements.ts';

const columns = `m.community_id as "communityId", m.member_id as "memberId", m.state, m.role, m.hears, m.message, m.reason, m.since, m.silenced_until as "silencedUntil"`;
const ofMember = statement(
  'community-memberships-of-member',
  `select ${columns} from community_memberships m where m.member_id = $1`,
);
const find = statement(
  'community-membership-find',
  `select ${columns} from community_memberships m where m.community_id = $1 and m.member_id = $2`,
);
const put = statement(
  'community-membership-put',
  `insert into community_memberships (community_id, member_id, state, role, hears, message, reason, since)
   select $1, $2::uuid, $3, $4, 'following', $5, $6, $7 where member_status($2) = 'active'
   on conflict (community_id, member_id) do update set state = excluded.state, role = excluded.role, message = excluded.message,
     reason = excluded.reason, since = case when community_memberships.state = excluded.state then community_memberships.since else excluded.since end
   returning member_id`,
);
const hear = statement(
  'community-membership-hear',
  `update community_memberships set hears = $3 where community_id = $1 and member_id = $2 and state = 'member'`,
);
const silence = statement(
  'community-membership-silence',
  'update community_memberships set silenced_until = $3 where community_id = $1 and member_id = $2',
);
const owners = statement(
  'community-owners',
  `select count(*) as owners from community_memberships
   where community_id = $1 and state = 'member' and role = 'owner' and member_status(member_id) = 'active'`,
);
const list = statement(
  'community-members',
  `select ${columns}, member_name(m.member_id) as "memberName", n.nickname from community_memberships m
     left join nicknames n on n.member_id = m.member_id
   where m.community_id = $1 and ($2::text is null or m.state = $2) and (m.state <> 'left' or $2 = 'left')
     and ($3::text is null or strpos(lower(member_name(m.member_id)), lower($3)) > 0 or strpos(lower(n.nickname), lower($3)) > 0)
     and ($4::timestamptz is null or (m.since, m.member_id) > ($4, $5::uuid))
   order by m.since, m.member_id limit $6`,
);

const listed = statement(
  'community-member',
  `select ${columns}, member_name(m.member_id) as "memberName", n.nickname from community_memberships m
     left join nicknames n on n.member_id = m.member_id
   where m.community_id = $1 and m.member_id = $2`,
);

const moderated = statement(
  'community-members-moderated',
  `select ${columns}, n.nickname from community_memberships m left join nicknames n on n.member_id = m.member_id
   where m.community_id = $1 and ($2::text is null or m.state = $2) and (m.state <> 'left' or $2 = 'left')
     and ($3::text is null or strpos(lower(n.nickname), lower($3)) > 0) and member_status(m.member_id) = 'active'
     and ($4::timestamptz is null or (m.since, m.member_id) > ($4, $5::uuid))
   order by m.since, m.member_id limit $6`,
);
const moderatedOne = statement(
  'community-member-moderated',
  `select ${columns}, n.nickname from community_memberships m left join nicknames n on n.member_id = m.member_id
   where m.community_id = $1 and m.member_id = $2`,
);
const moderators = statement(
  'community-moderators',
  `select member_id as "memberId", role from community_memberships
   where community_id = $1 and state = 'member' and role <> 'member' and member_status(member_id) = 'active'
   order by member_id`,
);

const addMany = statement(
  'community-memberships-add',
  `insert into community_memberships (community_id, member_id, state, role, hears, message, since)
   select $1, m."memberId", m.state, m.role, m.hears, m.message, m.since
   from jsonb_to_recordset($2::jsonb) as m("memberId" uuid, state text, role text, hears text, message text, since timestamptz)`,
);

export type MembershipRow = RowOf<typeof find>;
export type ListedMembership = RowOf<typeof list>;
export type ModeratedMembership = RowOf<typeof moderated>;

export interface PastMembership extends Pick<MembershipRow, 'state' | 'role' | 'hears' | 'message'> {
  readonly memberId: string;
  readonly since: string;
}

interface Filter {
  readonly state: MembershipRow['state'] | null;
  readonly words: string | null;
}

/** The memberships of communities. */
@Injectable()
export class MembershipsRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly ends: MembershipEnds,
  ) {}

  /** By the community. */
  async ofMember(memberId: string): Promise<ReadonlyMap<string, MembershipRow>> {
    const rows = await this.transactions.query(ofMember, [memberId]);
    return new Map(rows.map((row) => [row.communityId, row]));
  }

  async find(communityId: string, memberId: string): Promise<MembershipRow | undefined> {
    return (await this.transactions.query(find, [communityId, memberId]))[0];
  }

  /** False if there is no active member. What the member wants to hear stays. */
  async put(
    communityId: string,
    memberId: string,
    { state, role, message, reason }: Pick<MembershipRow, 'state' | 'role' | 'message' | 'reason'>,
    at: Date,
  ): Promise<boolean> {
    const values = [communityId, memberId, state, role, message, reason, at] as const;
    const isStored = (await this.transactions.query(put, values)).length > 0;
    if (isStored && state !== 'member') await this.ends.tell(memberId, communityId);
    return isStored;
  }

  /** Until then the member reads and cannot write; null ends it. */
  async silence(communityId: string, memberId: string, until: Date | null): Promise<void> {
    await this.transactions.query(silence, [communityId, memberId, until]);
  }

  async hear(communityId: string, memberId: string, hears: MembershipRow['hears']): Promise<void> {
    await this.transactions.query(hear, [communityId, memberId, hears]);
  }

  /** As it is in the list. */
  async listed(communityId: string, memberId: string): Promise<ListedMembership | undefined> {
    return (await this.transactions.query(listed, [communityId, memberId]))[0];
  }

  /** How many members own it. */
  async owners(communityId: string): Promise<number> {
    return (await this.transactions.query(owners, [communityId]))[0]?.owners ?? 0;
  }

  /** The longest wait first; those who left only if they are asked for. */
  async list(
    communityId: string,
    filter: Filter,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ListedMembership[]> {
    const from = after ? ([new Date(after[0]), after[1]] as const) : ([null, null] as const);
    return this.transactions.query(list, [communityId, filter.state, filter.words, ...from, limit]);
  }

  /** The same without the names of persons; search is in nicknames only. */
  async moderated(
    communityId: string,
    { state, words }: Filter,
    after: readonly [string, string] | null,
    limit: number,
  ): Promise<ModeratedMembership[]> {
    const from = after ? ([new Date(after[0]), after[1]] as const) : ([null, null] as const);
    return this.transactions.query(moderated, [communityId, state, words, ...from, limit]);
  }

  async moderatedOne(communityId: string, memberId: string): Promise<ModeratedMembership | undefined> {
    return (await this.transactions.query(moderatedOne, [communityId, memberId]))[0];
  }

  /** Its active owners and moderators. */
  async moderators(communityId: string): Promise<RowOf<typeof moderators>[]> {
    return this.transactions.query(moderators, [communityId]);
  }

  async addMany(communityId: string, members: readonly PastMembership[]): Promise<void> {
    await this.transactions.query(addMany, [communityId, JSON.stringify(members)]);
  }
}
