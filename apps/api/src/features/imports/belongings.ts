import { Injectable } from '@nestjs/common';
import type { StatedVerdict } from '@regulars/loyalty';
import {
  ImportedTags,
  StatedConsents,
  type AddedTags,
  type ConsentGiven,
  type StatedConsent,
} from '../members/index.ts';
import { ImportedNotes } from '../notes/index.ts';
import { shorten } from './cells.ts';
import type { ImportContext, MadeItem, Remark } from './import.ts';
import { OpeningBalances, type Opened, type Opening } from './opening-balances.ts';
import type { Refusal } from './refusals.ts';

/** What a line brings for a member besides fields of the member. */
export interface Belonging extends Opening {
  readonly tags?: readonly string[];
  readonly note?: string;
  /** Of someone who was a member before; new ones join with theirs. */
  readonly consent?: ConsentGiven;
}

type Context = Pick<ImportContext, 'actor' | 'record'>;

/** Balances, tags, notes and consents that files bring for members. */
@Injectable()
export class Belongings {
  constructor(
    private readonly balances: OpeningBalances,
    private readonly tags: ImportedTags,
    private readonly notes: ImportedNotes,
    private readonly consents: StatedConsents,
  ) {}

  /** By item. Call it in the transaction of the import, after its members joined. */
  async book(
    belongings: readonly Belonging[],
    { actor, record }: Context,
  ): Promise<ReadonlyMap<number, Opened>> {
    if (belongings.length === 0) return new Map();
    const opened = await this.balances.book(belongings.filter(bringsBalance), { actor, record });
    const tags = await this.tags.add(taggedOf(belongings), record.id);
    const notes = await this.notes.write(actor, notesOf(belongings));
    const consents = await this.consents.add(consentsOf(belongings), record.id);
    return new Map(
      belongings.map((belonging) => {
        const { item, memberId, line } = belonging;
        const noteId = belonging.note === undefined ? undefined : notes.get(memberId);
        const parts = [
          opened.get(item),
          belonging.tags && withTags(tags.get(memberId), line),
          noteId === undefined ? undefined : { remarks: [], booked: { noteId } },
          belonging.consent && withConsent(consents.get(memberId), line),
        ];
        return [item, together(parts.flatMap((part) => part ?? []))];
      }),
    );
  }

  /** What `book` would do. Writes nothing. */
  async check(
    belongings: readonly Belonging[],
    context: ImportContext,
  ): Promise<ReadonlyMap<number, Opened>> {
    const opened = await this.balances.check(belongings.filter(bringsBalance), context);
    const consents = await this.consents.judge(consentsOf(belongings));
    return new Map(
      belongings.map(({ item, line, memberId, consent }) => {
        const parts = [opened.get(item), consent && withConsent(consents.get(memberId), line)];
        return [item, together(parts.flatMap((part) => part ?? []))];
      }),
    );
  }

  /** Takes back what is left. Of each item: the points that are spent. */
  async undo(made: readonly MadeItem[], context: ImportContext): Promise<ReadonlyMap<number, number>> {
    const booked = made.flatMap(({ subject_id: memberId, changes }) =>
      changes?.booked ? [{ memberId, ...changes.booked }] : [],
    );
    await this.notes.remove(booked.flatMap(({ noteId }) => noteId ?? []));
    await this.tags.remove(
      booked.flatMap(({ memberId, tags = [] }) => tags.map((tag) => ({ memberId, tag }))),
    );
    await this.consents.takeBack(
      booked.flatMap(({ memberId, consentAt: at }) => (at === undefined ? [] : [{ memberId, at }])),
    );
    return this.balances.undo(made, context);
  }
}

const bringsBalance = ({ draft }: Belonging): boolean => Object.keys(draft).length > 0;

const taggedOf = (belongings: readonly Belonging[]) =>
  belongings.flatMap(({ memberId, tags, isNew }) => (tags ? [{ memberId, tags, isNew }] : []));

const notesOf = (belongings: readonly Belonging[]) =>
  belongings.flatMap(({ memberId, note: text }) => (text === undefined ? [] : [{ memberId, text }]));

const consentsOf = (belongings: readonly Belonging[]): StatedConsent[] =>
  belongings.flatMap(({ memberId, consent }) => (consent ? [{ memberId, consent }] : []));

const remarksOf = (line: number, ...refusals: readonly Refusal[]): Remark[] =>
  refusals.map((refusal) => ({ line, refusal }));

const withTags = ({ added, left }: AddedTags = { added: [], left: [] }, line: number): Opened => ({
  remarks:
    left.length > 0
      ? remarksOf(line, {
          code: 'too-many-tags',
          field: 'tags',
          params: { value: shorten(left.join(', ')) },
        })
      : [],
  ...(added.length > 0 ? { booked: { tags: added } } : {}),
});

const reasons = { older: 'consent-older', undated: 'consent-undated' } as const;

const withConsent = (
  { storedAt, left }: StatedVerdict = { storedAt: null, left: null },
  line: number,
): Opened => ({
  remarks:
    left === null
      ? []
      : remarksOf(line, { code: 'invalid-request', reason: reasons[left], field: 'newsletter' }),
  ...(storedAt === null ? {} : { booked: { consentAt: new Date(storedAt).toISOString() } }),
});

const together = (parts: readonly Opened[]): Opened => {
  const booked = Object.assign({}, ...parts.map((part) => part.booked ?? {})) as Opened['booked'] & object;
  const points = parts.flatMap((part) => part.points ?? []);
  return {
    remarks: parts.flatMap(({ remarks }) => remarks),
    ...(Object.keys(booked).length > 0 ? { booked } : {}),
    ...(points.length > 0 ? { points } : {}),
  };
};
