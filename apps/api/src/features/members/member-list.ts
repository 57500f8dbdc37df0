import { Injectable } from '@nestjs/common';
import { mostCountedMembers, type listMembers, type QueryOf, type ReplyOf } from '@regulars/contracts';
import { boundTo, type Actor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { page, readCursor } from '../../platform/http/cursor.ts';
import { isId } from '../../platform/ids.ts';
import { Reach } from '../../platform/reach.ts';
import { Locations } from '../club/index.ts';
import { ListParts } from './list-parts.ts';
import {
  MemberListRepository,
  type DueMembers,
  type MemberListRow,
  type MemberSearch,
  type Within,
} from './member-list.repository.ts';
import { fullNameOf } from './member.ts';

type Query = QueryOf<typeof listMembers>;
type Row = ReplyOf<typeof listMembers>['data'][number];

const mostWords = 8;
const mostSimilar = 10;
/**
 * The maximum of members with due points that are sorted by current points. If more are due, all are sorted by booked
 * points until the job has settled them (ADR 16).
 */
const mostDue = 100_000;
/** The maximum of members that are settled in memory, because SQL cannot do it. */
const mostIntricate = 1000;
/** Types of the first two sort values. */
const sortedBy = {
  joined: ['moment', 'id'],
  name: ['text', 'text'],
  points: ['number', 'id'],
  'last-purchase': ['moment', 'id'],
} as const satisfies Record<Query['sort'], readonly [string, string]>;

/** Searches and lists members. */
@Injectable()
export class MemberList {
  constructor(
    private readonly members: MemberListRepository,
    private readonly parts: ListParts,
    private readonly locations: Locations,
    private readonly clock: Clock,
    reach: Reach,
  ) {
    reach.answerBy({
      codesOf: (ids) => this.#codesOf(ids),
      countKnown: async (memberIds, ids) =>
        members.countKnownAt(memberIds, { ids, codes: await this.#codesOf(ids) }),
    });
  }

  /** Available points equal those on the member's own page; other values may be a second late. */
  async list(actor: Actor, query: Query): Promise<ReplyOf<typeof listMembers>> {
    const search = await this.#searchFor(actor, query);
    if (!search)
      return { data: [], cursor: { next: null }, ...(query.include === 'total' ? { total: 0 } : {}) };
    const rows = await this.members.list(search, {
      sort: query.sort,
      order: query.order,
      after: readPosition(query),
      limit: query.limit + 1,
      due: query.sort === 'points' ? await this.#due() : null,
    });
    const spendable = await this.parts.spendable(rows.map(({ id }) => id));
    const found = page(
      rows,
      query.limit,
      (row) => show(row, spendable.get(row.id) ?? 0),
      (row) => [sortName(query), sortValue(row.sort_1), sortValue(row.sort_2), row.id],
    );
    if (query.include !== 'total') return found;
    const total = await this.members.count(search, mostCountedMembers + 1);
    return total > mostCountedMembers
      ? { ...found, total: mostCountedMembers, moreThanTotal: true }
      : { ...found, total };
  }

  /** The list for people who search: with those who are spelled nearly so, if it is short. */
  async search(actor: Actor, query: Query): Promise<ReplyOf<typeof listMembers>> {
    const found = await this.list(actor, query);
    const isWhole = query.cursor === undefined && found.cursor.next === null;
    if (!isWhole || found.data.length === query.limit || !isSpelled(query.query)) return found;
    const shown = new Set(found.data.map(({ id }) => id));
    const asked = query.ids?.split(',');
    const near = (await this.members.spelledLike(query.query)).filter(
      (id) => !shown.has(id) && (asked?.includes(id) ?? true),
    );
    if (near.length === 0) return found;
    const { query: _typed, include: _include, ...filters } = query;
    const { data } = await this.list(actor, { ...filters, ids: near.join(), limit: near.length });
    const similar = data.toSorted((one, other) => near.indexOf(one.id) - near.indexOf(other.id));
    return similar.length === 0 ? found : { ...found, similar: similar.slice(0, mostSimilar) };
  }

  /** The number of members on all pages; with `most`, one more stands for all that are more. */
  async count(actor: Actor, query: Query, most: number | null = null): Promise<number> {
    const search = await this.#searchFor(actor, query);
    return search ? this.members.count(search, most && most + 1) : 0;
  }

  /** Null if no member can match. */
  async #searchFor(actor: Actor, query: Query): Promise<MemberSearch | null> {
    const within = await this.#withinFor(actor);
    const asked = await this.#read(query);
    return asked && this.members.narrowed({ ...asked, ...(within ? { within } : {}) });
  }

  /** Callers bound to locations see members of these. */
  async #withinFor(actor: Actor): Promise<Within | null> {
    const ids = boundTo(actor);
    return ids && { ids, codes: await this.#codesOf(ids) };
  }

  async #codesOf(ids: readonly string[]): Promise<string[]> {
    return (await this.locations.all()).filter(({ id }) => ids.includes(id)).map(({ code }) => code);
  }

  /** Which of the ids are members. */
  async byIds(ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    if (ids.length === 0) return new Map();
    const everybody = { sort: 'joined', after: null, limit: ids.length, due: null } as const;
    const rows = await this.members.list({ words: [], ids }, everybody);
    const spendable = await this.parts.spendable(ids);
    return new Map(rows.map((row) => [row.id, show(row, spendable.get(row.id) ?? 0)]));
  }

  /** Which of the ids are members within the caller's reach, and whether each is erased. */
  async standings(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, { erased: boolean }>> {
    const rows = await this.members.standings(ids, await this.#withinFor(actor));
    return new Map(rows.map(({ id, erased }) => [id, { erased }]));
  }

  /** Null if there are none, or too many. */
  async #due(): Promise<DueMembers | null> {
    const count = await this.parts.table.countDue(mostDue + 1);
    if (count === 0 || count > mostDue) return null;
    const intricate = await this.parts.due.intricate(mostIntricate);
    return { now: this.clock.date(), settled: await this.parts.spendable(intricate) };
  }

  async #read({
    query = '',
    location,
    ids,
    falls,
    expireBy,
    tier,
    ...filters
  }: Query): Promise<MemberSearch | null> {
    const home = location === undefined ? undefined : await this.locations.byCode(location);
    if (location !== undefined && !home) return null;
    const stands = tier === undefined ? undefined : await this.parts.standsOn(tier);
    if (stands === null) return null;
    const asked = ids?.split(',').filter((id) => isId(id));
    const falling = falls === undefined ? undefined : new Set(await this.parts.falling(falls));
    return {
      words: wordsOf(query),
      ...phoneIn(query),
      ids: query === '' ? [] : await this.parts.find(query),
      ...filters,
      ...(home ? { home } : {}),
      ...(stands ? { stands } : {}),
      ...(expireBy === undefined ? {} : { expiring: { after: this.clock.date(), by: expireBy } }),
      ...(falling === undefined
        ? asked && { only: asked }
        : { only: asked?.filter((id) => falling.has(id)) ?? [...falling] }),
    };
  }
}

/** Names can be misspelled; numbers and addresses are right or wrong. */
const isSpelled = (typed: string | undefined): typed is string =>
  typed !== undefined && /^[\p{L}\p{M}\s.'’-]{3,}$/u.test(typed);

const wordsOf = (typed: string): string[] => typed.split(/\s+/).filter(Boolean).slice(0, mostWords);

/** `0660 123 45 67` is one number in every spelling; it is stored with its country code. `100-2017` may be a customer number too. */
export const phoneIn = (typed: string): Pick<MemberSearch, 'phone'> => {
  const digits = typed
    .replace(/^\s*tel:/i, '')
    .replace(/^(\s*(?:\+|00)\d+\s*)\(0\)/, '$1')
    .replaceAll(/[\s()./\u2010-\u2015\u2212-]/g, '');
  return /^\+?\d{4,}$/.test(digits) ? { phone: digits.replace(/^00|^\+/, '').replace(/^0/, '') } : {};
};

/** The order of a cursor. */
const sortName = ({ sort, order }: Pick<Query, 'sort' | 'order'>): string =>
  order === undefined ? sort : `${sort} ${order}`;

const readPosition = ({ cursor, sort, order }: Query): (string | number)[] | null => {
  const values = readCursor(cursor, 'text', ...sortedBy[sort], 'id');
  if (values && values[0] !== sortName({ sort, order }))
    throw ClubError.field('invalid-request', '/query/cursor', 'this cursor belongs to another sort order');
  return values && values.slice(1);
};

const sortValue = (value: Date | string | number): string | number =>
  value instanceof Date ? toInstant(value) : value;

const show = (row: MemberListRow, available: number): Row => ({
  id: row.id,
  displayName: fullNameOf({
    firstName: row.first_name,
    lastName: row.last_name,
    externalId: row.external_id,
    email: row.email,
    phone: row.phone,
  }),
  email: row.email,
  phone: row.phone,
  externalId: row.external_id,
  cardNumber: row.card_number,
  status: row.status,
  erased: row.erased,
  language: row.language,
  kind: row.kind,
  joinedAt: toInstant(row.joined_at),
  tier: row.tier,
  tags: row.tags,
  available,
  lastPurchaseAt: row.last_purchase_at && toInstant(row.last_purchase_at),
});
