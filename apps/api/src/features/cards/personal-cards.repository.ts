import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const told = statement(
  'personal-cards-told',
  `select number, status, issued_at as "issuedAt", blocked_at as "blockedAt", lost_at as "lostAt", reason from cards where member_id = $1 order by issued_at`,
);
const numbers = statement(
  'personal-cards-numbers',
  'select id, number, reference from cards where member_id = $1',
);
const erase = statement('personal-cards-erase', 'delete from cards where member_id = $1');

/** A card identifies its member, so all cards are deleted. */
@Injectable()
export class PersonalCards {
  constructor(personal: PersonalData, transactions: Transactions) {
    personal.register({
      name: 'cards',
      tables: { cards: { merges: moves(['id']), leaves: 'nothing', told } },
      identify: async (memberId) => {
        const rows = await transactions.query(numbers, [memberId]);
        return {
          numbers: rows.flatMap(({ number, reference }) => [number.trim(), reference]),
          things: rows.map(({ id }) => id),
        };
      },
      erase: async ({ memberId }) => {
        await transactions.query(erase, [memberId]);
      },
    });
  }
}
