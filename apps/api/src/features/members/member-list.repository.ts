import { Injectable } from '@nestjs/common';
import type { MemberKind } from '@regulars/contracts';
import { madeStatement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';
import { ListParts, type ForeignSort, type ListTest, type SpendablePoints } from './list-parts.ts';
import type { MemberRecord, MemberStatus } from './member.ts';
import { fits, fitsFirst, isMoreThanNames, testsOf, type Typed } from './searched-words.ts';

export type MemberSort = 'joined' | 'name' | ForeignSort;
type SortValue = string | number | null;

export interface MemberSearch extends Typed {
  /** `current`: active or blocked. */
  readonly status?: MemberStatus | 'current';
  readonly joinedFrom?: string;
  readonly joinedUntil?: string;
  /** Where, if `within` is given. */
  readonly boughtFrom?: string;
  readonly boughtUntil?: string;
  /** On a tier. */
  readonly stands?: ListTest;
  readonly externalId?: string;
  /** Nobody else. */
  readonly only?: readonly string[];
  readonly lastPurchaseFrom?: string;
  readonly lastPurchaseUntil?: string;
  readonly pointsFrom?: number;
  readonly pointsTo?: number;
  /** Moments between which points of theirs expire. */
  readonly expiring?: { readonly after: Date; readonly by: string };
  readonly consent?: string;
  /** Where they usually buy, or joined. */
  readonly home?: { readonly id: string; readonly code: string };
  readonly tag?: string;
  readonly segment?: string;
  readonly kind?: MemberKind;
  /** By the last run of scores. */
  readonly group?: string;
  readonly class?: string;
  /** Only members who joined or bought at one of these. */
  readonly within?: Within;
  /** All who match, if they were looked for before: the rest says nothing more. */
  readonly found?: readonly string[];
}

/** Locations, by id and by code. */
export interface Within {
  readonly ids: readonly string[];
  readonly codes: readonly string[];
}

export interface MemberStanding {
  id: string;
  erased: boolean;
}

export interface MemberListRow {
  id: string;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  external_id: string | null;
  status: MemberRecord['status'];
  erased: boolean;
  language: MemberRecord['language'];
  kind: MemberKind;
  joined_at: Date;
  card_number: string | null;
  tier: string | null;
  tags: string[];
  last_purchase_at: Date | null;
  /** The first two sort values; the third is the id. */
  sort_1: Date | string | number;
  sort_2: Date | string | number;
}

export interface MemberPage {
  readonly sort: MemberSort;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly after: readonly SortValue[] | null;
  readonly limit: number;
  /** Sorts these members by their current points instead of the booked ones. */
  readonly due: DueMembers | null;
}

/** All members with due points at `now`. */
export interface DueMembers {
  readonly now: Date;
  /** Members whose points SQL cannot settle. */
  readonly settled: SpendablePoints;
}

export type Bind = (value: unknown) => string;
type Direction = 'asc' | 'desc';

interface Order {
  /** The last one is the member's id. */
  readonly keys: readonly string[];
  readonly types: readonly string[];
  /** Without a choice of the caller. */
  readonly direction: 'asc' | 'desc';
  /** The index of the other table is used only if its rows are not optional. */
  readonly join: 'join' | 'left join';
}

/** Members that are sorted alike. */
interface Part {
  readonly order: Order;
  readonly join?: string;
  readonly where?: string;
}

/** What more members have fills a page soon: it is tested in the order of the list. */
const mostFew = 1000;

const spelledLike = statement('members-spelled-like', 'select members_spelled_like($1) as id');
/** Members without a last name are sorted by their first name. As in the index `members_name`. */
const nameKeys = [`coalesce(m.last_name, m.first_name, '')`, `coalesce(m.first_name, '')`].map(
  (key) => `${key} collate "und-x-icu"`,
);
const own: Record<Exclude<MemberSort, ForeignSort>, Order> = {
  joined: {
    keys: ['m.joined_at', 'm.id'],
    types: ['timestamptz', 'uuid'],
    direction: 'desc',
    join: 'left join',
  },
  name: {
    keys: [...nameKeys, 'm.id'],
    types: ['text', 'text', 'uuid'],
    direction: 'asc',
    join: 'left join',
  },
};
const foreign = (type: string, keys: readonly [string, string]): Order => ({
  keys,
  types: [type, 'uuid'],
  direction: 'desc',
  join: 'join',
});

/**
 * The member list. Its columns and conditions depend on the request, so the text is built from pieces of this
 * file and of the list parts; values are always parameters. Unnamed, so that it is planned for the given
 * values: a generic plan would not use the indexes of what was typed.
 */
@Injectable()
export class MemberListRepository {
  constructor(
    private readonly transactions: Transactions,
    private readonly parts: ListParts,
  ) {}

  async list(search: MemberSearch, page: MemberPage): Promise<MemberListRow[]> {
    const values: unknown[] = [];
    const text = this.#text(search, page, binder(values));
    return this.transactions.query(madeStatement<MemberListRow>(text), values);
  }

  /**
   * The same search, by the ids of all who match if they are few and PostgreSQL would not know it. Tests of what was typed are
   * planned one by one: together, it takes the few who have a number for so many that it tests every member.
   */
  async narrowed(search: MemberSearch): Promise<MemberSearch> {
    const isTyped = isMoreThanNames(search);
    if (!isTyped && !isOfTwo(search)) return search;
    const values: unknown[] = [];
    const bind = binder(values);
    const others = this.#conditions(isTyped ? { ...search, words: [], ids: [] } : search, fits, bind);
    const join = needsTable(search) ? `left join ${this.parts.table.on}` : '';
    const text = (isTyped ? testsOf(search, bind) : ['true'])
      .map((test) => `(select m.id from members m ${join} where ${test} and ${others} limit ${mostFew + 1})`)
      .join(' union ');
    const rows = await this.transactions.query(madeStatement<{ id: string }>(text), values);
    return rows.length > mostFew ? search : { ...search, found: rows.map(({ id }) => id) };
  }

  /** Counts no further than `most`. */
  async count(search: MemberSearch, most: number | null = null): Promise<number> {
    if (search.found) return Math.min(search.found.length, most ?? mostFew);
    const values: unknown[] = [];
    const bind = binder(values);
    const join = needsTable(search) ? `left join ${this.parts.table.on}` : '';
    const found = `select from members m ${join} where ${this.#conditions(search, fits, bind)}`;
    const text = `select count(*) as total from (${found} limit ${bind(most)}) found`;
    const [row] = await this.transactions.query(madeStatement<{ total: number }>(text), values);
    return row?.total ?? 0;
  }

  #text(search: MemberSearch, page: MemberPage, bind: Bind): string {
    const order = this.#order(page);
    if (page.sort !== 'points' || !page.due) return this.#select(search, page, { order }, bind);
    // Members with due points are in the wrong place of the index. They are sorted in separately, so that the
    // index stays usable.
    const booked = { order, where: ` and (${this.#isDue(page.due, bind)}) is not true` };
    const { direction } = order;
    return [booked, this.#due(page.due, direction, bind), this.#settled(page.due, direction, bind)]
      .map((part) => `(${this.#select(search, page, part, bind)})`)
      .join(' union all ')
      .concat(` order by sort_1 ${order.direction}, id ${order.direction} limit ${bind(page.limit)}`);
  }

  #isDue({ now }: DueMembers, bind: Bind): string {
    return this.parts.table.isDue(`${bind(now)}::timestamptz`);
  }

  #due(due: DueMembers, direction: Direction, bind: Bind): Part {
    const points = this.parts.due.points('m.id', `${bind(due.now)}::timestamptz`);
    return {
      order: { ...foreign('bigint', ['due.points', 'm.id']), direction },
      join: `join lateral (${points}) due on true`,
      where: ` and ${this.#isDue(due, bind)} and m.id <> all(${bind([...due.settled.keys()])}::uuid[])`,
    };
  }

  #settled(due: DueMembers, direction: Direction, bind: Bind): Part {
    const [ids, points] = [bind([...due.settled.keys()]), bind([...due.settled.values()])];
    return {
      order: { ...foreign('bigint', ['settled.points', 'settled.member_id']), direction },
      join: `join unnest(${ids}::uuid[], ${points}::bigint[]) settled(member_id, points) on settled.member_id = m.id`,
      where: ` and ${this.#isDue(due, bind)}`,
    };
  }

  #select(
    search: MemberSearch,
    { sort, after, limit }: MemberPage,
    { order, join = '', where = '' }: Part,
    bind: Bind,
  ): string {
    const { keys, types, direction } = order;
    const column = this.parts.column.bind(this.parts);
    // In the order of names, members with one name are next to each other: it would be read up to them.
    const fitting = sort === 'name' || search.words.length > 1 ? fitsFirst : fits;
    const beyond = after
      ? ` and (${keys.join()}) ${direction === 'asc' ? '>' : '<'} (${types
          .map((type, index) => `${bind(after[index])}::${type}`)
          .join()})`
      : '';
    return `select m.id, m.email, m.phone, m.first_name, m.last_name, m.external_id, m.status,
                   m.erased_at is not null as erased, m.language, m.joined_at, ${kindOf} as kind,
                   ${column('cardNumber')} as card_number, ${column('tier')} as tier,
                   array(select t.tag from member_tags t where t.member_id = m.id order by t.tag) as tags,
                   ${column('lastPurchaseAt')} as last_purchase_at, ${keys[0]} as sort_1, ${keys[1]} as sort_2
            from members m ${order.join} ${this.parts.table.on} ${join}
            where ${this.#conditions(search, fitting, bind)}${where}${beyond}
            order by ${keys.map((key) => `${key} ${direction}`).join()}
            limit ${bind(limit)}`;
  }

  #order({ sort, order }: MemberPage): Order {
    const usual = this.#usualOrder(sort);
    return order === undefined ? usual : { ...usual, direction: order };
  }

  #usualOrder(sort: MemberSort): Order {
    const { sorts } = this.parts.table;
    if (sort === 'points') return foreign('bigint', sorts.points);
    return sort === 'last-purchase' ? foreign('timestamptz', sorts['last-purchase']) : own[sort];
  }

  #conditions(search: MemberSearch, fitting: typeof fits, bind: Bind): string {
    if (search.found) return `m.id = any(${bind(search.found)}::uuid[])`;
    return [
      'true',
      ...(search.words.length > 0 || search.ids.length > 0 ? [fitting(search, bind)] : []),
      ...(search.only === undefined ? [] : [`m.id = any(${bind(search.only)}::uuid[])`]),
      ...(search.status === undefined ? [] : [hasStatus(search.status, bind)]),
      ...(search.joinedFrom === undefined ? [] : [`m.joined_at >= ${bind(search.joinedFrom)}::timestamptz`]),
      ...(search.joinedUntil === undefined ? [] : [`m.joined_at < ${bind(search.joinedUntil)}::timestamptz`]),
      ...this.#bought(search, bind),
      ...(search.externalId === undefined ? [] : [`m.external_id = ${bind(search.externalId)}`]),
      ...(search.stands === undefined ? [] : [search.stands(bind)]),
      ...figures.flatMap((name) => {
        const value = search[name];
        return value === undefined ? [] : [this.parts.filter(name, bind(value))];
      }),
      ...this.#expiring(search, bind),
      ...(search.consent === undefined ? [] : [hasConsent(bind(search.consent))]),
      ...(search.home === undefined ? [] : [this.#atHome(search.home, bind)]),
      ...(search.tag === undefined ? [] : [hasTag(bind(search.tag))]),
      ...(search.segment === undefined ? [] : [isIn(bind(search.segment))]),
      ...(search.kind === undefined ? [] : [`${kindOf} = ${bind(search.kind)}`]),
      ...(search.group === undefined ? [] : [isScored(`s."group" = ${bind(search.group)}`)]),
      ...(search.class === undefined ? [] : [isScored(`s.class = ${bind(search.class)}`)]),
      ...(search.within === undefined ? [] : [this.#knownAt(search.within, bind)]),
    ].join(' and ');
  }

  #bought({ boughtFrom, boughtUntil, within }: MemberSearch, bind: Bind): string[] {
    if (boughtFrom === undefined && boughtUntil === undefined) return [];
    const moment = (at: string | undefined): string | null =>
      at === undefined ? null : `${bind(at)}::timestamptz`;
    const locationIds = within === undefined ? null : `${bind(within.ids)}::uuid[]`;
    return [this.parts.bought({ from: moment(boughtFrom), until: moment(boughtUntil), locationIds })];
  }

  #expiring({ expiring }: MemberSearch, bind: Bind): string[] {
    if (expiring === undefined) return [];
    const [after, by] = [expiring.after, expiring.by].map((at) => `${bind(at)}::timestamptz`);
    return after && by ? [this.parts.expires({ after, by })] : [];
  }

  #atHome({ id, code }: { id: string; code: string }, bind: Bind): string {
    return `coalesce(${this.parts.filter('home', bind(id))}, m.joined_location = ${bind(code)})`;
  }

  #knownAt({ ids, codes }: Within, bind: Bind): string {
    const bought = this.parts.wasAt(`${bind(ids)}::uuid[]`);
    return `(${[`m.joined_location = any(${bind(codes)}::text[])`, ...bought].join(' or ')})`;
  }

  /** How many of these members joined or bought at one of these locations. */
  async countKnownAt(memberIds: readonly string[], within: Within): Promise<number> {
    const values: unknown[] = [];
    const bind = binder(values);
    const text = `select count(*) as total from members m where m.id = any(${bind(memberIds)}::uuid[]) and ${this.#knownAt(within, bind)}`;
    const [row] = await this.transactions.query(madeStatement<{ total: number }>(text), values);
    return row?.total ?? 0;
  }

  /** Members whose names are spelled nearly like this, the nearest first. */
  async spelledLike(typed: string): Promise<string[]> {
    const rows = await this.transactions.query(spelledLike, [typed]);
    return rows.flatMap(({ id }) => id ?? []);
  }

  /** Whether they are erased; of those who joined or bought at one of these locations. */
  async standings(memberIds: readonly string[], within: Within | null): Promise<MemberStanding[]> {
    const values: unknown[] = [];
    const bind = binder(values);
    const known = `select m.id, m.erased_at is not null as erased from members m where m.id = any(${bind(memberIds)}::uuid[])`;
    const text = within === null ? known : `${known} and ${this.#knownAt(within, bind)}`;
    return this.transactions.query(madeStatement<MemberStanding>(text), values);
  }
}

const figures = ['lastPurchaseFrom', 'lastPurchaseUntil', 'pointsFrom', 'pointsTo'] as const;

/** Whether conditions are about the other table. */
const needsTable = (search: MemberSearch): boolean =>
  search.stands !== undefined ||
  search.home !== undefined ||
  figures.some((name) => search[name] !== undefined);

/** Whether members have a tag or are in a segment, and something else. That compares two lists; the order of the page does not help. */
const isOfTwo = (search: MemberSearch): boolean =>
  (search.tag !== undefined || search.segment !== undefined) && needsTable(search);

const hasStatus = (status: MemberStatus | 'current', bind: Bind): string =>
  status === 'current' ? `m.status <> 'closed'` : `m.status = ${bind(status)}`;

// As consents_given() says of one member; here PostgreSQL may begin with the consents.
const hasConsent = (name: string): string =>
  `exists (select from consents c where c.member_id = m.id and c.granted and consent_name(c.purpose, c.channel) = ${name}::text
     and not exists (select from consents l where l.member_id = c.member_id and l.purpose = c.purpose
       and l.channel is not distinct from c.channel and l.changed_at > c.changed_at))`;

const kindOf = `coalesce((select k.kind from member_kinds k where k.member_id = m.id), 'customer')`;

const isScored = (test: string): string =>
  `exists (select from member_scored s where s.member_id = m.id and ${test})`;

const hasTag = (tag: string): string =>
  `exists (select from member_tags t where t.member_id = m.id and t.tag = ${tag}::text)`;

const isIn = (segment: string): string =>
  `exists (select from member_segments s where s.segment_id = ${segment}::uuid and s.member_id = m.id)`;

const binder =
  (values: unknown[]): Bind =>
  (value) =>
    `$${values.push(value)}`;
