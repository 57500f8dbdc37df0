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
  type MemberRecord,
  type NewMember,
} from '../members/index.ts';
import type { FieldChange, ImportContext, Importer, Item, MadeItem, Outcome, Remark } from './import.ts';
import { identifiers, joinDrafts, readMember, type MemberDraft } from './member-draft.ts';
import { MemberMatches } from './member-matches.ts';
import { refusedBy } from './outcomes.ts';
import { atLine, RefusedLine } from './refusals.ts';

interface Joining {
  readonly item: Item;
  readonly member: NewMember;
  readonly remarks: readonly Remark[];
}

interface Decided {
  readonly outcomes: readonly Outcome[];
  readonly join: readonly Joining[];
  readonly amend: readonly Amendment[];
}

const compared = ['externalId', 'email', 'phone', 'firstName', 'lastName', 'language', 'birthday'] as const;

/** Members by external id, card, e-mail or phone. */
@Injectable()
export class MembersImporter implements Importer {
  readonly kind = 'members';
  readonly atOnce = 1000;
  readonly undoneAtOnce = 1000;

  constructor(
    private readonly members: Members,
    private readonly roster: Roster,
    private readonly amendments: Amendments,
    private readonly cards: Cards,
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

  async import(items: readonly Item[], context: ImportContext): Promise<void> {
    await this.transactions.run(async () => {
      await this.roster.claimAll();
      const { outcomes, join, amend } = await this.#decide(items, context);
      const ids = await this.members.createMatched(
        join.map(({ member }) => member),
        'import',
      );
      await this.amendments.make(amend, 'import');
      const created = join.map((each, index) => ({ ...createdBy(each), subjectId: ids[index] ?? '' }));
      await context.settle([...outcomes, ...created]);
    });
  }

  async check(items: readonly Item[], context: ImportContext): Promise<Outcome[]> {
    const { outcomes, join } = await this.#decide(items, context);
    return [...outcomes, ...join.map(createdBy)];
  }

  async undo(made: readonly MadeItem[]): Promise<ReadonlySet<number>> {
    const created = made.filter(({ state }) => state === 'created');
    const removed = new Set(await this.roster.removeMany(created.map(({ subject_id: id }) => id)));
    await this.apply(
      made.filter(({ changes }) => (changes?.made ?? []).length > 0),
      'made',
      'ours',
    );
    return new Set(created.filter(({ subject_id: id }) => !removed.has(id)).map(({ item }) => item));
  }

  /** Writes one side of these changes if the other side is still in place. */
  async apply(items: readonly MadeItem[], which: 'made' | 'open', side: 'ours' | 'theirs'): Promise<void> {
    await this.roster.claimAll();
    const other = side === 'ours' ? 'theirs' : 'ours';
    const stored = new Map(
      (await this.members.byIds(items.map(({ subject_id: id }) => id))).map((each) => [each.id, each]),
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
    await this.amendments.make(amendments, 'import');
  }

  async #decide(items: readonly Item[], context: ImportContext): Promise<Decided> {
    const { options } = context.record.settings;
    const language = options.language ?? context.reading.language;
    const outcomes: Outcome[] = [];
    const drafts: ReadItem[] = [];
    for (const item of items) {
      try {
        drafts.push(readItem(item, context));
      } catch (error) {
        outcomes.push(refusedBy(item, error));
      }
    }
    const matches = await MemberMatches.find(
      drafts.map(({ draft }) => draft),
      this.roster,
      this.cards,
    );
    const join: Joining[] = [];
    const amend: Amendment[] = [];
    for (const { item, draft, remarks } of drafts) {
      try {
        const member = matches.of(draft, item.line);
        if (member === null) join.push({ item, member: newMemberOf(draft, language), remarks });
        else outcomes.push(withRemarks(meet(item, member, draft, options.conflicts, amend), remarks));
      } catch (error) {
        outcomes.push(refusedBy(item, error));
      }
    }
    return { outcomes, join, amend };
  }
}

interface ReadItem {
  readonly item: Item;
  readonly draft: MemberDraft;
  readonly remarks: readonly Remark[];
}

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

const withRemarks = (outcome: Outcome, remarks: readonly Remark[]): Outcome =>
  remarks.length > 0 ? { ...outcome, remarks } : outcome;

const createdBy = ({ item: { item }, remarks }: Joining): Outcome =>
  withRemarks({ item, state: 'created' }, remarks);

const newMemberOf = ({ newsletter, ...draft }: MemberDraft, language: Language): NewMember => ({
  ...draft,
  id: newId(),
  language: draft.language ?? language,
  ...(newsletter === undefined ? {} : { consents: [{ purpose: 'newsletter', granted: newsletter }] }),
});

/** Fills empty fields. The import's setting decides about conflicts. */
const meet = (
  { item }: Item,
  member: MemberRecord,
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

const differencesOf = (member: MemberRecord, draft: MemberDraft): FieldChange[] => {
  const fields = compared.flatMap((field) =>
    draft[field] === undefined ? [] : [[field, draft[field]] as const],
  );
  const attributes = Object.entries(draft.attributes ?? {}).map(
    ([name, value]) => [`${attributePrefix}${name}`, value] as const,
  );
  return [...fields, ...attributes].flatMap(([field, theirs]) => {
    const ours = valueOf(member, field);
    return isDeepStrictEqual(ours, theirs) ? [] : [{ field, ours, theirs }];
  });
};

const valueOf = (member: MemberRecord, field: string): unknown =>
  field.startsWith(attributePrefix)
    ? (member.attributes[field.slice(attributePrefix.length)] ?? null)
    : member[field as keyof MemberRecord];

const fieldsOf = (
  member: MemberRecord,
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
