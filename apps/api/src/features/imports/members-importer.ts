import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import type { ImportSettings, Language } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Cards } from '../cards/index.ts';
import {
  Amendments,
  Members,
  Roster,
  type Amendment,
  type NewMember,
  type RosterMember,
  wholeAddress,
} from '../members/index.ts';
import type { FieldChange, ImportContext, Importer, Item, MadeItem, Outcome, Remark } from './import.ts';
import { consentsOf } from './consent-draft.ts';
import { identifiers, joinDrafts, readMember, type MemberDraft } from './member-draft.ts';
import { MemberMatches } from './member-matches.ts';
import { belongingsOf, unlessExpired, withBelongings, withRemarks } from './belonging-draft.ts';
import { Belongings, type Belonging } from './belongings.ts';
import { openingOf } from './opening-draft.ts';
import { refusedBy } from './outcomes.ts';
import { matchWithEmail, waitingPerson } from './shared-email.ts';
import { atLine, RefusedLine } from './refusals.ts';

interface Joining {
  readonly item: Item;
  readonly member: NewMember;
  readonly remarks: readonly Remark[];
}

/** What is written of changes. */
interface Side {
  readonly which: 'made' | 'open';
  readonly side: 'ours' | 'theirs';
  /** Null: the values are those of before. */
  readonly importId: string | null;
}

interface Decided {
  /** What members bring along. */
  readonly belongings: readonly Belonging[];
  readonly outcomes: readonly Outcome[];
  readonly join: readonly Joining[];
  readonly amend: readonly Amendment[];
}

const compared = [
  'externalId',
  'email',
  'phone',
  'secondPhone',
  'firstName',
  'lastName',
  'language',
  'birthday',
  'company',
] as const;

/** Members by external id, card, e-mail or phone. */
@Injectable()
export class MembersImporter implements Importer {
  readonly kind = 'members';
  readonly atOnce = 500;
  readonly undoneAtOnce = 1000;

  /** What items say that were read ahead. */
  readonly #ahead = new WeakMap<readonly Item[], readonly TriedItem[]>();

  constructor(
    private readonly members: Members,
    private readonly roster: Roster,
    private readonly amendments: Amendments,
    private readonly cards: Cards,
    private readonly belongings: Belongings,
    private readonly transactions: Transactions,
  ) {}

  async assertMapped({ mapping }: ImportSettings): Promise<void> {
    if (!identifiers.some((field) => mapping.columns[field]))
      throw ClubError.field(
        'invalid-request',
        '/settings/mapping/columns/externalId',
        'externalId, card, email or phone needs a column',
      );
    return Promise.resolve();
  }

  readAhead(items: readonly Item[], context: ImportContext): void {
    this.#ahead.set(items, triedItems(items, context));
  }

  async import(items: readonly Item[], context: ImportContext): Promise<void> {
    await this.transactions.run(async () => {
      await this.roster.claimAll();
      const { outcomes, join, amend, belongings } = await this.#decide(items, context);
      const creating = this.members.createMatched(
        join.map(({ member }) => member),
        context.record.id,
      );
      context.readNext();
      const ids = await creating;
      await this.amendments.make(amend, context.record.id);
      const created = join.map((each, index) => ({ ...createdBy(each), subjectId: ids[index] ?? '' }));
      const opened = await this.belongings.book(belongings, context);
      await context.settle(withBelongings([...outcomes, ...created], opened));
    });
  }

  async check(items: readonly Item[], context: ImportContext): Promise<Outcome[]> {
    const { outcomes, join, belongings } = await this.#decide(items, context);
    const opened = await this.belongings.check(belongings, context);
    return withBelongings([...outcomes, ...join.map(createdBy)], opened);
  }

  /** Members with postings stay: the ledger forgets nobody. */
  async undo(made: readonly MadeItem[], context: ImportContext): Promise<ReadonlySet<number>> {
    const spent = await this.belongings.undo(made, context);
    const created = made.filter(({ state }) => state === 'created');
    const removed = new Set(await this.roster.removeMany(created.map(({ subject_id: id }) => id)));
    await this.apply(
      made.filter(({ changes }) => (changes?.made ?? []).length > 0),
      { which: 'made', side: 'ours', importId: null },
    );
    const met = made.filter(({ state }) => state !== 'created').map(({ subject_id: id }) => id);
    await this.roster.forgetOrigins(context.record.id, met);
    const kept = created.filter(({ subject_id: id }) => !removed.has(id)).map(({ item }) => item);
    return new Set([...kept, ...spent.keys()]);
  }

  /** Writes one side of these changes if the other side is still in place. The import is its origin, if there is one. */
  async apply(items: readonly MadeItem[], { which, side, importId }: Side): Promise<void> {
    await this.roster.claimAll();
    const other = side === 'ours' ? 'theirs' : 'ours';
    const stored = new Map(
      (await this.roster.byIds(items.map(({ subject_id: id }) => id))).map((each) => [each.id, each]),
    );
    const amendments = items.flatMap(({ subject_id: id, changes }): Amendment[] => {
      const member = stored.get(id);
      const due = (changes?.[which] ?? []).filter((change) =>
        isDeepStrictEqual(member && valueOf(member, change.field), change[other]),
      );
      return member && due.length > 0
        ? [
            {
              id,
              fields: fieldsOf(
                member,
                due.map((change) => [change.field, change[side]]),
              ),
            },
          ]
        : [];
    });
    await this.amendments.make(amendments, importId);
  }

  async #decide(items: readonly Item[], context: ImportContext): Promise<Decided> {
    const { options } = context.record.settings;
    const language = options.language ?? context.reading.language;
    const outcomes: Outcome[] = [];
    const drafts: ReadItem[] = [];
    for (const tried of this.#ahead.get(items) ?? triedItems(items, context))
      if ('draft' in tried) drafts.push(tried);
      else outcomes.push(refusedBy(tried.item, tried.error));
    const matches = await MemberMatches.find(
      drafts.map(({ draft }) => draft),
      this.roster,
      this.cards,
    );
    const join: Joining[] = [];
    const belongings: Belonging[] = [];
    const amend: Amendment[] = [];
    for (const { item, draft, remarks } of drafts) {
      try {
        const found = matches.of(draft, item.line, newId());
        const match = matchWithEmail(found, item.line, options.sharedEmail);
        const all = [...remarks, ...(match ?? found).remarks];
        if (match === null) {
          const { opening, member } = openingOf(found.draft);
          const waiting = { ...found, draft: { ...member, ...unlessExpired(opening, all) } };
          outcomes.push(withRemarks(waitingPerson(item, waiting), all));
          continue;
        }
        const { member, draft: known } = match;
        const joining = member ? null : newMemberOf(known, language, match.id);
        if (member) outcomes.push(withRemarks(meet(item, member, known, options.conflicts, amend), all));
        if (joining) join.push({ item, member: joining, remarks: all });
        const { id = '', joinedAt = context.reading.now } = member ?? joining ?? {};
        const owner = { id, joinedAt, isNew: member === null, mayConsent: member?.status !== 'closed' };
        belongings.push(...belongingsOf({ item, draft: known, remarks: all }, owner));
      } catch (error) {
        outcomes.push(refusedBy(item, error));
      }
    }
    return { outcomes, join, amend, belongings };
  }
}

interface ReadItem {
  readonly item: Item;
  readonly draft: MemberDraft;
  readonly remarks: readonly Remark[];
}

type TriedItem = ReadItem | { readonly item: Item; readonly error: unknown };

const triedItems = (items: readonly Item[], context: ImportContext): TriedItem[] =>
  items.map((item) => {
    try {
      return readItem(item, context);
    } catch (error) {
      return { item, error };
    }
  });

const readItem = (item: Item, { cells, reading, record }: ImportContext): ReadItem => {
  const { header, settings } = record;
  const read = item.lines.map(({ line, cells: text }) => ({
    line,
    ...atLine(line, () => readMember(text, header, cells, settings.mapping, reading)),
  }));
  const draft = joinDrafts(read);
  const remarks = read.flatMap(({ line, left }) => left.map((refusal) => ({ line, refusal })));
  assertNamed(draft, item, remarks);
  return { item, draft, remarks };
};

/** Throws RefusedLine with what makes the only identifier unreadable, if it is that. */
const assertNamed = (draft: MemberDraft, { line }: Item, remarks: readonly Remark[]): void => {
  if (identifiers.some((field) => draft[field] !== undefined)) return;
  const unreadable = remarks.find(({ refusal: { field } }) => identifiers.some((name) => name === field));
  if (unreadable) throw new RefusedLine(unreadable.line, unreadable.refusal);
  throw new RefusedLine(line, { code: 'invalid-request', reason: 'nobody-named' });
};

const createdBy = ({ item: { item }, remarks }: Joining): Outcome =>
  withRemarks({ item, state: 'created' }, remarks);

export const newMemberOf = (all: MemberDraft, language: Language, id = newId()): NewMember => {
  const { member } = openingOf(all);
  const {
    newsletter: _given,
    consentAt: _at,
    consentSource: _by,
    consentText: _to,
    tags: _tags,
    note: _note,
    ...draft
  } = member;
  return {
    ...draft,
    id,
    language: draft.language ?? language,
    consents: consentsOf(member),
  };
};

/** Fills empty fields. The import's setting decides about conflicts. */
export const meet = (
  { item }: Pick<Item, 'item'>,
  member: RosterMember,
  draft: MemberDraft,
  conflicts: ImportSettings['options']['conflicts'],
  amend: Amendment[],
): Outcome => {
  const differences = differencesOf(member, draft);
  const isFree = ({ ours }: FieldChange): boolean => ours === null;
  const made = conflicts === 'take' ? differences : differences.filter(isFree);
  const open = conflicts === 'ask' ? differences.filter((each) => !isFree(each)) : [];
  if (made.length > 0)
    amend.push({
      id: member.id,
      fields: fieldsOf(
        member,
        made.map(({ field, theirs }) => [field, theirs]),
      ),
    });
  const changes = { ...(made.length > 0 ? { made } : {}), ...(open.length > 0 ? { open } : {}) };
  return {
    item,
    state: open.length > 0 ? 'conflict' : 'matched',
    subjectId: member.id,
    ...(made.length + open.length > 0 ? { changes } : {}),
  };
};

const attributePrefix = 'attributes.';

const differencesOf = (member: RosterMember, draft: MemberDraft): FieldChange[] => {
  const fields = compared.flatMap((field) =>
    draft[field] === undefined ? [] : [[field, draft[field]] as const],
  );
  const attributes = Object.entries(draft.attributes ?? {}).map(
    ([name, value]) => [`${attributePrefix}${name}`, value] as const,
  );
  const differences = [...fields, ...attributes].flatMap(([field, theirs]) => {
    const ours = valueOf(member, field);
    return isDeepStrictEqual(ours, theirs) ? [] : [{ field, ours, theirs }];
  });
  return [...differences, ...addressDifference(member, draft)];
};

/** An address is one thing: parts of two make none. What the file says of it may be all that is known already. */
const addressDifference = (
  { address: ours }: RosterMember,
  { address: given }: MemberDraft,
): FieldChange[] => {
  if (!given || isDeepStrictEqual(ours, { ...ours, ...given })) return [];
  const theirs = wholeAddress({ country: ours?.country ?? null, ...given });
  return [{ field: 'address', ours, theirs }];
};

const valueOf = (member: RosterMember, field: string): unknown =>
  field.startsWith(attributePrefix)
    ? (member.attributes[field.slice(attributePrefix.length)] ?? null)
    : member[field as keyof RosterMember];

const fieldsOf = (
  member: RosterMember,
  values: readonly (readonly [string, unknown])[],
): Amendment['fields'] => {
  const plain = values.filter(([field]) => !field.startsWith(attributePrefix));
  const attributes = values.flatMap(([field, value]) =>
    field.startsWith(attributePrefix) ? [[field.slice(attributePrefix.length), value] as const] : [],
  );
  if (attributes.length === 0) return Object.fromEntries(plain);
  const kept = Object.entries({ ...member.attributes, ...Object.fromEntries(attributes) }).filter(
    ([, value]) => value !== null,
  );
  return { ...Object.fromEntries(plain), attributes: Object.fromEntries(kept) } as Amendment['fields'];
};
