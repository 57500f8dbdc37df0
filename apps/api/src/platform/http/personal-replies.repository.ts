import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { requestLimits } from '../database/time-limits.ts';
import { Transactions } from '../database/transactions.ts';
import { stays } from '../privacy/merging.ts';
import { PersonalData, type Eraser, type Person } from '../privacy/personal-data.ts';
import { statement } from './statements.ts';

/**
 * How long before its commit the time of a reply may lie: two statements are sent after it, and clocks of processes
 * differ.
 */
const latestCommitMs = 2 * requestLimits.statement_timeout + 10_000;

// A noted reply names `member_id` and nobody else. All others are older and read as text, once for many people.
const search = statement(
  'personal-replies-search',
  `select k.scope, k.key, named.id as member from idempotency_keys k cross join lateral (
     select k.member_id::text as id
     union select (regexp_matches(k.body::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g'))[1]
       where not k.noted
   ) named
   where not k.erased and (not k.noted or k.member_id = any($1::uuid[])) and named.id = any($1::uuid[]::text[])
   union all select scope, key, substr(scope, 9) from idempotency_keys where not erased and scope = any($2::text[])`,
);
// The key and its fingerprint stay, so that the call is not repeated.
const erase = statement(
  'personal-replies-erase',
  `update idempotency_keys set body = 'null', erased = true
   where not erased and (scope, key) in (select * from unnest($1::text[], $2::text[]))`,
);
const eraseSince = statement(
  'personal-replies-erase-since',
  `update idempotency_keys set body = 'null', erased = true
   where not erased and created_at >= $3
     and (member_id = $1 or scope = any($2) or (not noted and position($1::text in body::text) > 0))`,
);

interface Reply {
  readonly scope: string;
  readonly key: string;
}

/** Replies that are kept under an idempotency key. */
@Injectable()
export class PersonalReplies {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {
    personal.register({
      name: 'replies',
      tables: {
        idempotency_keys: {
          merges: stays('a repeated call gets the reply that it got'),
          leaves: 'pseudonym',
          told: 'copies of replies that somebody got already',
        },
      },
      search: (people) => this.#search(people),
    });
  }

  async #search(people: readonly Person[]): Promise<Eraser> {
    const since = new Date(this.clock.now() - latestCommitMs);
    const found = new Map<string, Reply[]>();
    for (const { member, ...reply } of await this.transactions.query(search, [
      people.flatMap(idsOf),
      people.flatMap(scopesOf),
    ]))
      found.set(member, [...(found.get(member) ?? []), reply]);
    return async (person) => {
      const known = idsOf(person).flatMap((id) => found.get(id) ?? []);
      await this.transactions.query(erase, [known.map(({ scope }) => scope), known.map(({ key }) => key)]);
      await this.transactions.query(eraseSince, [person.memberId, scopesOf(person), since]);
    };
  }
}

const idsOf = ({ memberId, accountId }: Person): string[] =>
  accountId === null ? [memberId] : [memberId, accountId];

/** What a person did for themselves. */
const scopesOf = ({ accountId }: Person): string[] => (accountId === null ? [] : [`account:${accountId}`]);
