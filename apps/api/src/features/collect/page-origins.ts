import { Injectable } from '@nestjs/common';
import { CrossOrigins } from '../../platform/http/cross-origins.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const listed = statement(
  'collect-origin-listed',
  'select 1 as found from collect_sites where $1 = any(origins) limit 1',
);

/** Browsers may call the collector from the origins of all web pages; its key decides which page it is. */
@Injectable()
export class PageOrigins {
  constructor(crossOrigins: CrossOrigins, transactions: Transactions) {
    crossOrigins.allow(async (origin) => (await transactions.query(listed, [origin])).length > 0);
  }
}
