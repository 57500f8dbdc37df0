import { Injectable } from '@nestjs/common';
import type { EqualPhone, listEqualPhones, QueryOf, ReplyOf } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { MemberList } from './member-list.ts';
import { PhoneForms, type TypedPhone } from './phone-forms.repository.ts';
import { StoredPhones } from './stored-phones.ts';

const atOnce = 1000;
const first = '00000000-0000-0000-0000-000000000000';

interface Pair {
  /** Of the member whose number has another form. */
  readonly id: string;
  readonly otherId: string;
  readonly number: string;
}

/**
 * Members whose phone turned out to be that of someone else once both are written in one way. Nobody merges them: a manager
 * decides whose number it is.
 */
@Injectable()
export class EqualPhones {
  constructor(
    private readonly forms: PhoneForms,
    private readonly phones: StoredPhones,
    private readonly members: MemberList,
  ) {}

  async list({ cursor, limit }: QueryOf<typeof listEqualPhones>): Promise<ReplyOf<typeof listEqualPhones>> {
    const [after = first] = readCursor(cursor, 'id') ?? [];
    const pairs = await this.#after(after, limit + 1);
    const ids = pairs.flatMap(({ id, otherId }) => [id, otherId]);
    const members = await this.members.byIds([...new Set(ids)]);
    const shown = ({ id, otherId, number }: Pair): EqualPhone => ({
      number,
      member: members.get(id) ?? missing(),
      other: members.get(otherId) ?? missing(),
    });
    return page(pairs, limit, shown, ({ id }) => [id]);
  }

  async #after(start: string, most: number): Promise<Pair[]> {
    const found: Pair[] = [];
    for (let after = start; found.length < most;) {
      const rows = await this.forms.after(after, atOnce);
      found.push(...(await this.#among(rows)));
      const last = rows.at(-1);
      if (rows.length < atOnce || !last) break;
      after = last.id;
    }
    return found.slice(0, most);
  }

  async #among(rows: readonly TypedPhone[]): Promise<Pair[]> {
    const read = await Promise.all(
      rows.map(async ({ id, phone }) => ({ id, phone, number: await this.phones.of(phone) })),
    );
    const changed = read.filter(({ phone, number }) => phone !== number);
    if (changed.length === 0) return [];
    const holders = await this.forms.holders(changed.map(({ number }) => number));
    return changed.flatMap(({ id, number }) => {
      const otherId = holders.get(number);
      return otherId === undefined ? [] : [{ id, otherId, number }];
    });
  }
}

// A member was erased while the list was read.
const missing = (): never => {
  throw new ClubError('member-erased');
};
