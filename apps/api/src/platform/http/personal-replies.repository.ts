import { Injectable } from '@nestjs/common';
import { Transactions } from '../database/transactions.ts';
import { PersonalData } from '../privacy/personal-data.ts';
import { statement } from './statements.ts';

// The key and its fingerprint stay: the deed is not done again. The body alone knows the member where none was noted.
const erase = statement(
  'personal-replies-erase',
  `update idempotency_keys set body = 'null', erased = true
   where not erased and (member_id = $1 or scope = any($2) or position($1::text in body::text) > 0)`,
);

/** Replies that are kept under an idempotency key. */
@Injectable()
export class PersonalReplies {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'replies',
      tables: {
        idempotency_keys: { leaves: 'pseudonym', told: 'copies of replies that somebody got already' },
      },
      erase: async ({ memberId, accountId }) => {
        await transactions.query(erase, [memberId, accountId === null ? [] : [`account:${accountId}`]]);
      },
    });
  }
}
