import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const wallets = statement(
  'personal-wallets-told',
  'select available, pending, held, debt, status, last_activity_at as "lastActivityAt" from wallets where member_id = $1',
);
const transactionsOf = statement(
  'personal-transactions-told',
  `select id, kind, effective_at as "effectiveAt", booked_at as "bookedAt", reason from points_transactions
   where member_id = $1 order by effective_at, id`,
);
const journal = statement(
  'personal-journal-told',
  `select transaction_id as "transaction", currency, from_account as "from", to_account as "to", amount, effective_at as "effectiveAt"
   from journal where member_id = $1 order by id`,
);
const lots = statement(
  'personal-lots-told',
  `select transaction_id as "transaction", amount, remaining, available_at as "availableAt", expires_at as "expiresAt"
   from lots where member_id = $1 order by available_at, id`,
);
const takings = statement(
  'personal-takings-told',
  'select transaction_id as "transaction", lot_id as "lot", points from takings where member_id = $1',
);
const holds = statement(
  'personal-holds-told',
  'select points, state, expires_at as "expiresAt" from holds where member_id = $1',
);
const forgiveness = statement(
  'personal-forgiveness-told',
  'select transaction_id as "transaction", points, open from forgiveness where member_id = $1',
);
// The reply of a running posting contains the member, so the erasure waits until it ends.
const hold = statement('personal-points-hold', 'select from wallets where member_id = $1 for update');
const erase = statement('personal-points-erase', 'select erase_posting_words($1)');
// A lot knows its cause by a copy.
const eraseLots = statement(
  'personal-lots-erase',
  `update lots set source = source - 'reason' where member_id = $1 and source ? 'reason'`,
);

/** The books stay to the point, under the member's id; what people wrote with a posting goes. */
@Injectable()
export class PersonalPoints {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'points',
      tables: {
        wallets: {
          merges: stays('MergedWallets moves the points in the journal'),
          leaves: 'pseudonym',
          told: wallets,
        },
        points_transactions: {
          merges: stays('MergedWallets moves the points in the journal'),
          leaves: 'pseudonym',
          told: transactionsOf,
        },
        journal: {
          merges: stays('MergedWallets moves the points in the journal'),
          leaves: 'pseudonym',
          told: journal,
        },
        lots: {
          merges: stays('MergedWallets moves the points in the journal'),
          leaves: 'pseudonym',
          told: lots,
        },
        takings: {
          merges: stays('MergedWallets moves the points in the journal'),
          leaves: 'pseudonym',
          told: takings,
        },
        holds: {
          merges: stays('MergedWallets moves the points in the journal'),
          leaves: 'pseudonym',
          told: holds,
        },
        moved_postings: {
          merges: stays('MergedWallets says whose a posting is'),
          leaves: 'pseudonym',
          told: 'which postings of a merged membership are yours; they are told as transactions',
        },
        forgiveness: {
          merges: stays('MergedWallets moves the points in the journal'),
          leaves: 'pseudonym',
          told: forgiveness,
        },
      },
      hold: async (memberId) => {
        await transactions.query(hold, [memberId]);
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
        await transactions.query(eraseLots, [memberId]);
      },
    });
  }
}
