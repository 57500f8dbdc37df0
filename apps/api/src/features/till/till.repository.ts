import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { isoOf, type Instant, type Period } from '@regulars/loyalty';
import { Transactions } from '../../platform/database/transactions.ts';
import type { ResolvedCard, Searched } from '../cards/index.ts';
import type { StoredWallet } from '../points/index.ts';
import { statement } from './statements.ts';

export interface Found extends ResolvedCard {
  readonly memberId: string;
  readonly cardId: string | null;
  readonly cardNumber: string | null;
  readonly name: string;
  readonly language: Language;
  readonly joinedAt: string;
  readonly tierId: string | null;
  readonly since: string | null;
  readonly credit: number;
  readonly wallets: readonly StoredWallet[];
}

const lookUp = statement('till-look-up', 'select till_lookup($1, $2, $3, $4, $5) as found');

@Injectable()
export class TillRepository {
  constructor(private readonly transactions: Transactions) {}

  /** One call: all whose code this is; `period` is the qualifying period of the tiers. */
  async lookUp({ code, typed }: Searched, at: Instant, period: Period): Promise<Found[]> {
    const values = [code, isoOf(at), isoOf(period.from), isoOf(period.until), typed] as const;
    const rows = await this.transactions.query(lookUp, values);
    return rows.map(({ found }) => found);
  }
}
