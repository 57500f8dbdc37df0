import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { Names } from '../../platform/names.ts';
import type { VoucherRow } from './voucher.ts';
import { statement } from './statements.ts';

export interface ListedVoucher extends VoucherRow {
  usable: boolean;
  /** The moment of issue as in the cursor, to the microsecond. */
  sort_at: string;
}

const columns = `v.id, v.code, v.redemption_id, v.member_id, v.kind, v.reward_name, v.picture, d.points, v.to_pay, v.effect, v.event, v.state, v.issued_at,
  v.expires_at, v.gives_back, v.held_by, v.held_until, v.pick_up_location_id, v.used_at, v.used_location_id`;
const joined = 'vouchers v join redemptions d on d.id = v.redemption_id';

const byCode = statement('voucher-by-code', `select ${columns} from ${joined} where v.code = $1`);
const byId = statement('voucher-by-id', `select ${columns} from ${joined} where v.id = $1`);
const list = statement(
  'vouchers-list',
  `select * from (
     select ${columns}, v.state = 'issued' and v.expires_at > $2 as usable, v.issued_at::text as sort_at
     from ${joined} where v.member_id = $1
   ) listed
   where $3::boolean is null or (usable, issued_at, id) < ($3, $4::timestamptz, $5::uuid)
   order by usable desc, issued_at desc, id desc limit $6`,
);
const usable = statement(
  'vouchers-usable',
  `select ${columns} from ${joined} where v.member_id = $1 and v.state = 'issued' and v.expires_at > $2 and v.kind <> 'partner-code'
   order by v.expires_at, v.id limit 50`,
);
const use = statement(
  'voucher-use',
  `update vouchers set state = 'used', used_at = $2, used_location_id = $3, used_by = $4
   where code = $1 and state = 'issued' and expires_at > $2 and (held_until is null or held_until <= $2)`,
);
const show = statement(
  'voucher-show-code',
  `update vouchers set state = 'used', used_at = $3
   where id = $1 and member_id = $2 and kind = 'partner-code' and state = 'issued' and expires_at > $3`,
);

const namesStatement = statement(
  'voucher-names',
  `select id, reward_name as name from vouchers where id = any($1::uuid[])`,
);

@Injectable()
export class VouchersRepository {
  constructor(
    private readonly transactions: Transactions,
    names: Names,
  ) {
    names.register('voucher', namesStatement);
  }

  async byCode(code: string): Promise<VoucherRow | undefined> {
    return (await this.transactions.query(byCode, [code]))[0];
  }

  async byId(id: string): Promise<VoucherRow | undefined> {
    return (await this.transactions.query(byId, [id]))[0];
  }

  /** Usable ones first, then newest first. */
  async list(
    memberId: string,
    now: Date,
    below: { usable: boolean; at: string; id: string } | null,
    limit: number,
  ): Promise<ListedVoucher[]> {
    const values = [
      memberId,
      now,
      below?.usable ?? null,
      below?.at ?? null,
      below?.id ?? null,
      limit,
    ] as const;
    return this.transactions.query(list, values);
  }

  /** Those of this club, the soonest expiry first. */
  async usableOf(memberId: string, now: Date): Promise<VoucherRow[]> {
    return this.transactions.query(usable, [memberId, now]);
  }

  /** The member reads its partner's code. False if it was used, cancelled or has expired. */
  async show(id: string, memberId: string, at: Date): Promise<boolean> {
    return (await this.transactions.execute(show, [id, memberId, at])).rowCount === 1;
  }

  /** False if it was used, cancelled or has expired in the meantime. */
  async use(code: string, at: Date, locationId: string | null, by: string): Promise<boolean> {
    return (await this.transactions.execute(use, [code, at, locationId, by])).rowCount === 1;
  }
}
