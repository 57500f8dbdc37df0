import { Injectable } from '@nestjs/common';
import { listMembers, mostBulkMembers, operationOf, type QueryOf } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { fieldErrors } from '../../platform/http/field-errors.ts';
import { filtersOf, pageByPage } from '../../platform/http/lists.ts';
import { strictly } from '../../platform/http/strict-schema.ts';
import { Reach } from '../../platform/reach.ts';
import { MemberList } from '../members/index.ts';
import { ListedMembers } from './listed-members.ts';

const filters = filtersOf(operationOf(listMembers));

interface Selected {
  readonly members?: readonly string[] | { readonly list: readonly string[] } | undefined;
  readonly filters?: Readonly<Record<string, string>> | undefined;
}

/** Which members a caller has selected: by id, by a list, or all who match the filters of the member list. */
@Injectable()
export class BulkSelection {
  constructor(
    private readonly list: MemberList,
    private readonly reach: Reach,
    private readonly listed: ListedMembers,
  ) {}

  /** At most one more than is allowed. Throws `invalid-request`, `not-allowed`, `not-found`. */
  async of(actor: Actor, { members, filters: asked }: Selected): Promise<string[]> {
    if ((members === undefined) === (asked === undefined))
      throw new ClubError('invalid-request', {
        detail: 'either members or filters',
        errors: ['/members', '/filters'].map((pointer) => ({
          pointer,
          message: 'either members or filters',
        })),
      });
    if (asked !== undefined) return this.#matching(actor, asked);
    if (members === undefined || !('list' in members)) return this.#known(actor, members ?? []);
    return [...(await this.listed.find(actor, members.list)).found];
  }

  /** Callers bound to locations reach only the members of these. */
  async #known(actor: Actor, members: readonly string[]): Promise<string[]> {
    const known = [...(await this.list.byIds([...new Set(members)])).keys()];
    await this.reach.toMembers(actor, known);
    return known;
  }

  async #matching(actor: Actor, asked: Readonly<Record<string, string>>): Promise<string[]> {
    const read = strictly(filters).safeParse(asked);
    if (!read.success)
      throw new ClubError('invalid-request', { errors: fieldErrors(read.error, '/filters') });
    const query = read.data as Omit<QueryOf<typeof listMembers>, 'limit' | 'cursor'>;
    const ids: string[] = [];
    for await (const rows of pageByPage((at) => this.list.list(actor, { ...query, ...at }))) {
      ids.push(...rows.map(({ id }) => id));
      if (ids.length > mostBulkMembers) break;
    }
    return ids;
  }
}
