import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/actor.ts';
import { Amendments, Members, Roster, type Amendment } from '../members/index.ts';
import type { ConflictRow } from './conflicts.repository.ts';
import type { ImportRecord, Outcome } from './import.ts';
import type { MemberDraft } from './member-draft.ts';
import { belongingsOf, withBelongings } from './belonging-draft.ts';
import { Belongings } from './belongings.ts';
import { meet, newMemberOf } from './members-importer.ts';
import { refusedOf } from './outcomes.ts';
import { Readings } from './readings.ts';
import { refusalOf, withoutEmail } from './shared-email.ts';

export const sharingDecisions = ['second', 'same', 'skip'] as const;
type SharingDecision = (typeof sharingDecisions)[number];

interface Waiting {
  readonly row: ConflictRow;
  readonly draft: MemberDraft;
}

/** People of a file who share an e-mail with someone, such as a family. */
@Injectable()
export class SharedEmails {
  constructor(
    private readonly members: Members,
    private readonly roster: Roster,
    private readonly amendments: Amendments,
    private readonly belongings: Belongings,
    private readonly readings: Readings,
  ) {}

  /** In a transaction. Throws `already-taken`. */
  async decide(
    actor: Actor,
    record: ImportRecord,
    rows: readonly ConflictRow[],
    decision: SharingDecision,
  ): Promise<Outcome[]> {
    const waiting = rows.flatMap((row) => {
      const draft = row.changes?.shared;
      return draft ? [{ row, draft: revived(draft) }] : [];
    });
    await this.roster.claimAll();
    switch (decision) {
      case 'second':
        return this.#withBelongings(await this.#asSecond(record, waiting), waiting, { actor, record });
      case 'same':
        return this.#withBelongings(await this.#asSame(waiting, record), waiting, { actor, record });
      case 'skip':
        return waiting.map(({ row, draft }) => refusedOf(row, refusalOf(draft)));
    }
  }

  async #asSecond({ id, settings }: ImportRecord, waiting: readonly Waiting[]): Promise<Outcome[]> {
    const { language } = await this.readings.of(settings);
    const drafts = await this.#withFreePhones(waiting.map(({ draft }) => withoutEmail(draft)));
    const ids = await this.members.createMany(
      drafts.map((draft) => newMemberOf(draft, settings.options.language ?? language)),
      'import',
      id,
    );
    return waiting.map(({ row: { item } }, index) => ({
      item,
      state: 'created',
      subjectId: ids[index] ?? '',
    }));
  }

  /** What the file brings for them. */
  async #withBelongings(
    outcomes: readonly Outcome[],
    waiting: readonly Waiting[],
    context: { readonly actor: Actor; readonly record: ImportRecord },
  ): Promise<Outcome[]> {
    const { now } = await this.readings.of(context.record.settings);
    const drafts = new Map(waiting.map(({ row, draft }) => [row.item, { row, draft }]));
    const belongings = outcomes.flatMap(({ item, state, subjectId: id }) => {
      const found = drafts.get(item);
      if (!found || id === undefined || state === 'refused') return [];
      const member = {
        id,
        joinedAt: found.draft.joinedAt ?? now,
        isNew: state === 'created',
        mayConsent: true,
      };
      return belongingsOf({ item: found.row, draft: found.draft, remarks: [] }, member);
    });
    return withBelongings(outcomes, await this.belongings.book(belongings, context));
  }

  async #withFreePhones(drafts: readonly MemberDraft[]): Promise<MemberDraft[]> {
    const phones = drafts.flatMap(({ phone }) => phone ?? []);
    const taken = new Set<string | null>(
      (await this.roster.match({ externalIds: [], emails: [], phones })).map(({ phone }) => phone),
    );
    return drafts.map((draft) => {
      const { phone = null, ...rest } = draft;
      const isFree = phone !== null && !taken.has(phone);
      if (isFree) taken.add(phone);
      return isFree ? draft : rest;
    });
  }

  async #asSame(waiting: readonly Waiting[], { id, settings }: ImportRecord): Promise<Outcome[]> {
    const holders = new Map(
      (await this.roster.byIds(waiting.map(({ row }) => row.subject_id))).map((each) => [each.id, each]),
    );
    const amend: Amendment[] = [];
    const outcomes = waiting.map(({ row, draft }): Outcome => {
      const holder = holders.get(row.subject_id);
      if (!holder) return refusedOf(row, refusalOf(draft));
      return meet(row, holder, draft, settings.options.conflicts, amend);
    });
    await this.amendments.make(amend, id);
    return outcomes;
  }
}

/** As it was before it was stored. */
const revived = ({ joinedAt, ...draft }: MemberDraft): MemberDraft => ({
  ...draft,
  ...(joinedAt === undefined ? {} : { joinedAt: new Date(joinedAt) }),
});
