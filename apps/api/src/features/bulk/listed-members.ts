import { Injectable } from '@nestjs/common';
import type { ListFault, MemberListCheck } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { assertHolds } from '../../platform/scopes.ts';
import { MemberList } from '../members/index.ts';
import { ListedMembersRepository, type ListedRow } from './listed-members.repository.ts';

interface Listed {
  readonly found: ReadonlySet<string>;
  readonly errors: MemberListCheck['errors'];
}

/** Whose members a list names: by customer number, card number, e-mail, phone number or id. */
@Injectable()
export class ListedMembers {
  constructor(
    private readonly listed: ListedMembersRepository,
    private readonly members: MemberList,
  ) {}

  async check(actor: Actor, list: readonly string[]): Promise<MemberListCheck> {
    const { found, errors } = await this.find(actor, list);
    return { found: found.size, errors };
  }

  /**
   * A member out of the caller's reach is as unknown as one that is not there. Throws `not-allowed` for those who may
   * not read members: whether an address is found tells who is one.
   */
  async find(actor: Actor, list: readonly string[]): Promise<Listed> {
    assertHolds(actor, 'members:read');
    const named = await this.listed.resolve(list);
    const ids = [...new Set([...named.values()].flat().map(({ member_id: id }) => id))];
    const standings = await this.members.standings(actor, ids);
    const found = new Set<string>();
    const errors: MemberListCheck['errors'] = [];
    for (const [index, entry] of list.entries()) {
      if (entry.trim() === '') continue;
      const line = index + 1;
      const within = (named.get(line) ?? []).filter(({ member_id: id }) => standings.has(id));
      const [one] = within;
      const reason = faultOf(within, standings) ?? (one && found.has(one.member_id) ? 'doubled' : null);
      if (reason) errors.push({ line, reason });
      else if (one) found.add(one.member_id);
    }
    return { found, errors };
  }
}

const faultOf = (
  rows: readonly ListedRow[],
  standings: ReadonlyMap<string, { readonly erased: boolean }>,
): ListFault | null => {
  const [one, ...others] = rows;
  if (!one) return 'unknown';
  if (others.length > 0) return 'ambiguous';
  if (standings.get(one.member_id)?.erased) return 'erased';
  return one.card_status === null || one.card_status === 'active' ? null : `card-${one.card_status}`;
};
