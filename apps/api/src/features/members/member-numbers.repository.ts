import { Injectable } from '@nestjs/common';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ListParts } from './list-parts.ts';

interface Row {
  id: string;
  external_id: string | null;
  card_number: string | null;
}

/** The numbers that name members elsewhere. */
export interface MemberNumbers {
  readonly externalId: string | null;
  readonly cardNumber: string | null;
}

/** Finds the numbers of members for files about them. */
@Injectable()
export class NumbersOfMembers {
  constructor(
    private readonly transactions: Transactions,
    private readonly parts: ListParts,
  ) {}

  async of(ids: readonly string[]): Promise<ReadonlyMap<string, MemberNumbers>> {
    const text = `select m.id, m.external_id, ${this.parts.column('cardNumber')} as card_number
                  from members m where m.id = any($1::uuid[])`;
    const rows = await this.transactions.query(madeStatement<Row>(text), [ids]);
    return new Map(
      rows.map(({ id, external_id: externalId, card_number: cardNumber }) => [
        id,
        { externalId, cardNumber },
      ]),
    );
  }
}
