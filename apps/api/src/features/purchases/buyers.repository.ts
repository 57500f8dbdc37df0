import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { SelfService } from '../points/index.ts';
import { assertBuyer } from './context.ts';
import { readBuyer, type BuyerReference, type PurchaseOffered } from './intake.ts';
import { statement } from './statements.ts';

const found = statement('buyer-found', 'select resolve_buyer($1, $2, $3) as id');

// `offset 0`: otherwise each column would look the member up again.
const standing = statement(
  'buyer-standing',
  `select b.id, member_status(b.id) as status,
     case when $1::text is not null and b.id is not null then coalesce(card_status($1, b.id), 'replaced') end as "cardStatus"
   from (select resolve_buyer($1, $2, $3) as id offset 0) b`,
);

/** The members that sales name, before a sale locks anything. */
@Injectable()
export class Buyers {
  constructor(
    private readonly transactions: Transactions,
    private readonly selfService: SelfService,
  ) {}

  /** Null if there is no such member. Whether the card can be used is decided by the sale. */
  async memberOf({ code, memberId, externalId }: BuyerReference): Promise<string | null> {
    return (await this.transactions.query(found, [code, memberId, externalId]))[0]?.id ?? null;
  }

  /** The same of a member as a cart names them. Throws `unknown-card` for the text of a card that cannot exist. */
  async named(member: NonNullable<PurchaseOffered['member']>): Promise<string | null> {
    return this.memberOf(readBuyer(member));
  }

  /** The member of a call that no sale follows. Refuses them as a sale does: as `assertBuyer`, and `self-earning-refused`. */
  async standing(actor: Actor, buyer: BuyerReference): Promise<string> {
    const [found] = await this.transactions.query(standing, [buyer.code, buyer.memberId, buyer.externalId]);
    if (!found) throw new Error('resolve_buyer answers always');
    const { id, cardStatus, status } = found;
    const { memberId } = assertBuyer(
      buyer,
      { memberId: id, cardStatus, name: null },
      { memberStatus: () => status },
    );
    await this.selfService.refuse(actor, memberId);
    return memberId;
  }
}
