import type {
  SaleDecision,
  SaleParticipant,
  SalePart,
  SaleRedoing,
  SaleReturn,
  SaleToDecide,
  SaleUndoing,
} from '../../../apps/api/src/features/sales/index.ts';
import { ClubError } from '../../../apps/api/src/platform/club-error.ts';

/** The result of `stamps_reads` for a sale. */
interface Stamps {
  /** Stamps that the member can still use. */
  readonly own: number;
  /** Stamps that the club can still give out. */
  readonly left: number;
  readonly asked: string | null;
}

const stampsPart: SalePart = {
  name: 'stamps',
  reads: 'stamps_reads',
  writes: 'stamps_writes',
  recalls: 'stamps_recalls',
  undoes: 'stamps_undoes',
  redoes: 'stamps_redoes',
};

/** A shared stock of stamps, and stamps of members: the smallest participant with all parts of a coupon. */
export const stampsSchema = `
  create table stamp_stock (id int primary key, remaining int not null check (remaining >= 0));
  create table stamps (member_id uuid primary key, remaining int not null check (remaining >= 0));
  create function stamps_reads(sales jsonb, locked boolean) returns jsonb language plpgsql volatile as $$
  declare
    concerned uuid[];
  begin
    select array_agg(s.member_id) into concerned from stamps s
    where s.member_id in (select (sale->>'memberId')::uuid from jsonb_array_elements(sales) sale);
    if concerned is null then
      return null;
    end if;
    if locked then
      perform from stamp_stock where id = 1 for update;
    end if;
    return (
      select jsonb_object_agg(sale->>'index', jsonb_build_object('own', s.remaining, 'left', stock.remaining,
        'asked', sale->'asks'->>'stamps'))
      from jsonb_array_elements(sales) sale
      join stamps s on s.member_id = (sale->>'memberId')::uuid cross join stamp_stock stock);
  end $$;
  create function stamps_writes(rows jsonb) returns void language sql volatile as $$
    update stamps s set remaining = s.remaining - n.used
    from (select (row->>'memberId')::uuid as member_id, count(*)::int as used from jsonb_array_elements(rows) row group by 1) n
    where s.member_id = n.member_id;
    update stamp_stock set remaining = remaining - jsonb_array_length(rows);
  $$;
  create function stamps_recalls(purchases uuid[]) returns jsonb language sql stable as $$ select null::jsonb $$;
  create function stamps_undoes(rows jsonb) returns void language sql volatile as $$
    update stamps s set remaining = s.remaining + n.back
    from (select (row->>'memberId')::uuid as member_id, count(*)::int as back from jsonb_array_elements(rows) row group by 1) n
    where s.member_id = n.member_id;
    update stamp_stock set remaining = remaining + jsonb_array_length(rows);
  $$;
  create function stamps_redoes(rows jsonb) returns void language sql volatile as $$
    update stamps s set remaining = greatest(0, s.remaining - n.used)
    from (select (row->>'memberId')::uuid as member_id, count(*)::int as used from jsonb_array_elements(rows) row group by 1) n
    where s.member_id = n.member_id;
    update stamp_stock set remaining = greatest(0, remaining - jsonb_array_length(rows));
  $$`;

const least = 1000;

/** Uses one stamp with every sale of €10 or more, and gives it back when no goods of the sale remain. */
export class StampsParticipant implements SaleParticipant<Stamps> {
  readonly part = stampsPart;

  decide(sales: readonly SaleToDecide<Stamps>[]): SaleDecision[] {
    let given = 0;
    const used = new Map<string, number>();
    return sales.map(({ sale, context }) => {
      const memberId = sale.memberId ?? '';
      const own = context.own - (used.get(memberId) ?? 0);
      const reason =
        sale.gross < least
          ? 'too-small'
          : own < 1
            ? 'none-left'
            : context.left - given < 1
              ? 'exhausted'
              : null;
      // If the seller asks for an effect, as a checkout does with a promise, it applies or the sale is refused.
      if (reason !== null && context.asked === 'promised') throw new ClubError('out-of-stock');
      const reference = context.asked ?? 'any';
      const figures = { own };
      if (reason !== null)
        return { effects: [{ kind: 'stamp', reference, outcome: 'not-applied', reason, figures }], rows: [] };
      given += 1;
      used.set(memberId, (used.get(memberId) ?? 0) + 1);
      return {
        effects: [{ kind: 'stamp', reference, outcome: 'applied', reason, figures }],
        rows: [{ memberId }],
      };
    });
  }

  redo({ memberId, effects }: SaleReturn): SaleRedoing {
    return { redone: effects, rows: effects.map(() => ({ memberId })) };
  }

  undo(returns: readonly SaleReturn[]): SaleUndoing[] {
    return returns.map(({ whole, memberId, effects }) =>
      whole ? { undone: effects, rows: effects.map(() => ({ memberId })) } : { undone: [], rows: [] },
    );
  }
}
