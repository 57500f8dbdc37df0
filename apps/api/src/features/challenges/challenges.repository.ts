import { Injectable } from '@nestjs/common';
import type { Repository } from 'typeorm';
import { change, insert } from '../../platform/database/entity-writes.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { ChallengeFigures, ChallengeRow } from './challenge.ts';
import { ChallengeEntity } from './entities/challenge.entity.ts';
import { statement } from './statements.ts';

const figures = statement(
  'challenge-figures',
  `select c.id,
     (select count(distinct p.member_id) from challenge_progress p where p.challenge_id = c.id and p.counted > 0) as members,
     (select count(*) from challenge_fills f where f.challenge_id = c.id and f.state <> 'withdrawn') as filled,
     used_vouchers(array(select f.redemption_id from challenge_fills f where f.challenge_id = c.id and f.state <> 'withdrawn'
       and f.redemption_id is not null)) as "vouchersUsed"
   from challenges c where c.id = any($1::uuid[])`,
);
const live = statement(
  'live-challenges',
  `select exists (select from challenges where state = 'live') as live`,
);
const namesStatement = statement(
  'challenge-names',
  `select id, to_jsonb(name) as name from challenges where id = any($1::uuid[])`,
);

const noFigures: ChallengeFigures = { members: 0, filled: 0, vouchersUsed: 0 };

@Injectable()
export class ChallengesRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('challenge', namesStatement);
  }

  async all(): Promise<ChallengeRow[]> {
    return this.#rows.find();
  }

  async find(id: string): Promise<ChallengeRow | null> {
    return this.#rows.findOneBy({ id });
  }

  /** By the id of the challenge. */
  async figuresOf(ids: readonly string[]): Promise<(id: string) => ChallengeFigures> {
    const rows = await this.transactions.query(figures, [ids]);
    const known = new Map(rows.map(({ id, ...counted }) => [id, counted]));
    return (id) => known.get(id) ?? noFigures;
  }

  async anyLive(): Promise<boolean> {
    return (await this.transactions.query(live))[0]?.live ?? false;
  }

  async insert(challenge: Omit<ChallengeRow, 'version'>): Promise<ChallengeRow> {
    return insert(this.#rows, challenge);
  }

  /** Undefined if someone else was faster. */
  async update(challenge: Omit<ChallengeRow, 'version'>, version: number): Promise<ChallengeRow | undefined> {
    return change(this.#rows, { id: challenge.id, version }, challenge);
  }

  get #rows(): Repository<ChallengeEntity> {
    return this.transactions.entities(ChallengeEntity);
  }
}
