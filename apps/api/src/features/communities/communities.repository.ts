import { Injectable } from '@nestjs/common';
import { Not, type Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { CommunityFigures, CommunityRow } from './community.ts';
import { CommunityEntity } from './entities/community.entity.ts';
import { statement } from './statements.ts';

const figures = statement(
  'community-figures',
  `select asked.id, count(*) filter (where m.state = 'member' and member_status(m.member_id) = 'active') as members,
     count(*) filter (where m.state = 'asked' and member_status(m.member_id) = 'active') as asking,
     (select jsonb_build_object('version', p.hash, 'text', p.text) from community_pictures p
      where p.community_id = asked.id) as photo
   from unnest($1::uuid[]) as asked(id) left join community_memberships m on m.community_id = asked.id group by asked.id`,
);
const lockAll = statement(
  'communities-lock',
  `select pg_advisory_xact_lock(hashtextextended('communities', 0))::text as locked`,
);
const lockOne = statement('community-lock', 'select id from communities where id = $1 for update');
const keepInterests = statement(
  'community-interests-keep',
  `update communities set interests = array(select had from unnest(interests) with ordinality as t(had, place)
     where had = any($1::text[]) order by place) where not interests <@ $1::text[]`,
);
const namesStatement = statement(
  'community-names',
  'select id, to_jsonb(name) as name from communities where id = any($1::uuid[])',
);

@Injectable()
export class CommunitiesRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('community', namesStatement);
  }

  async all(): Promise<CommunityRow[]> {
    return this.#rows.find();
  }

  /** Those that members may find. */
  async shown(): Promise<CommunityRow[]> {
    return this.#rows.find({ where: { state: Not('draft') }, order: { id: 'asc' } });
  }

  async find(id: string): Promise<CommunityRow | null> {
    return this.#rows.findOneBy({ id });
  }

  async count(): Promise<number> {
    return this.#rows.count();
  }

  /** Until the transaction ends nobody else adds one. */
  async lockAll(): Promise<void> {
    await this.transactions.query(lockAll);
  }

  /** Until the transaction ends nobody else changes who belongs to it. */
  async lock(id: string): Promise<void> {
    await this.transactions.query(lockOne, [id]);
  }

  async figuresOf(ids: readonly string[]): Promise<(id: string) => CommunityFigures> {
    const rows = await this.transactions.query(figures, [ids]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? { members: 0, asking: 0, photo: null };
  }

  /** Only these are left. */
  async keepInterests(left: readonly string[]): Promise<void> {
    await this.transactions.query(keepInterests, [left]);
  }

  async insert(community: Omit<CommunityRow, 'version'>): Promise<CommunityRow> {
    return insert(this.#rows, community);
  }

  /** Undefined if someone else was faster. */
  async update(community: Omit<CommunityRow, 'version'>, version: number): Promise<CommunityRow | undefined> {
    return change(this.#rows, { id: community.id, version }, community);
  }

  get #rows(): Repository<CommunityEntity> {
    return this.transactions.entities(CommunityEntity);
  }
}
