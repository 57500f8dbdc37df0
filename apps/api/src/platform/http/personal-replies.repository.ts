import { Injectable } from '@nestjs/common';
import { Clock } from '../clock.ts';
import { Transactions } from '../database/transactions.ts';
import { PersonalData, type Eraser, type Person } from '../privacy/personal-data.ts';
import { statement } from './statements.ts';

/** A reply is stored when its request ends, under the time when it began. */
const longestRequestMs = 600_000;

// If no member was noted, or a second one exists, only the body names the member. Reads every id in it once for many
// people, as text.
const search = statement(
  'personal-replies-search',
  `select k.scope, k.key, named.id as member from idempotency_keys k cross join lateral (
     select k.member_id::text as id
     union select (regexp_matches(k.body::text, '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}', 'g'))[1]
     union select substr(k.scope, 9) where k.scope like 'account:%'
   ) named where not k.erased and named.id = any($1::text[])`,
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
   where not erased and created_at >= $3 and (member_id = $1 or scope = any($2) or position($1::text in body::text) > 0)`,
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
        idempotency_keys: { leaves: 'pseudonym', told: 'copies of replies that somebody got already' },
      },
      search: (people) => this.#search(people),
    });
  }

  async #search(people: readonly Person[]): Promise<Eraser> {
    const since = new Date(this.clock.now() - longestRequestMs);
    const ids = people.flatMap(idsOf);
    const found = new Map<string, Reply[]>();
    for (const { member, ...reply } of await this.transactions.query(search, [ids]))
      found.set(member, [...(found.get(member) ?? []), reply]);
    return async (person) => {
      const known = idsOf(person).flatMap((id) => found.get(id) ?? []);
      await this.transactions.query(erase, [known.map(({ scope }) => scope), known.map(({ key }) => key)]);
      const { memberId, accountId } = person;
      await this.transactions.query(eraseSince, [
        memberId,
        accountId === null ? [] : [`account:${accountId}`],
        since,
      ]);
    };
  }
}

const idsOf = ({ memberId, accountId }: Person): string[] =>
  accountId === null ? [memberId] : [memberId, accountId];
