import { Injectable } from '@nestjs/common';
import { Names, textsOf } from '../../platform/names.ts';
import { Notices, type NewNotice } from '../notices/index.ts';
import { excerptOf, pathOf, subjectsOf, Writings, type Writing } from '../posts/index.ts';
import type { DecisionRow } from './decisions.repository.ts';
import { ModerationMails } from './moderation-mails.ts';
import { ReportsRepository } from './reports.repository.ts';

type Place = Pick<NewNotice, 'path' | 'about'>;

/** Leads to the decision, until it is undone. */
const decisionOf = ({ id }: Pick<DecisionRow, 'id'>): Place => ({
  path: `/club/moderation/${id}`,
  about: [id],
});

/** Leads to the text, as long as it is shown. */
const placeOf = (writing: Writing, decision?: Pick<DecisionRow, 'id'>): Place => ({
  path: pathOf(writing),
  about: [...subjectsOf(writing), ...(decision ? [decision.id] : [])],
});

/** Tells authors and reporters what happened, in the transaction of its cause. */
@Injectable()
export class ToldAuthors {
  constructor(
    private readonly notices: Notices,
    private readonly mails: ModerationMails,
    private readonly writings: Writings,
    private readonly reports: ReportsRepository,
    private readonly names: Names,
  ) {}

  /** Its author reads that it is being checked. */
  async hiddenByReports(writing: Writing): Promise<void> {
    if (writing.authorId === null) return;
    await this.#tell(writing, {
      memberId: writing.authorId,
      key: `hidden:${writing.id}`,
      what: 'hidden',
      ...placeOf(writing),
    });
  }

  /** The statement of reasons, or that the text is shown. */
  async decided(row: DecisionRow): Promise<void> {
    const [writing] = await this.writings.find([{ kind: row.writing_kind, id: row.writing_id }]);
    if (!writing) return;
    // What others were told of a text that is gone does not stay in their bells.
    if (row.text_decision !== 'leave') await this.notices.withdraw([writing.id]);
    await this.notices.withdraw([row.case_id]);
    if (row.member_id === null) return;
    const wasShown = row.before.texts[0]?.state === 'shown';
    const what = whatOf(row);
    if (what === 'shown' && wasShown) return;
    await this.#tell(writing, {
      memberId: row.member_id,
      key: `decision:${row.id}`,
      what,
      ...(what === 'shown' ? placeOf(writing, row) : decisionOf(row)),
    });
    if (what !== 'shown') await this.mails.decided(row, await this.#community(row.community_id));
  }

  /** Those who reported the text hear that someone has looked. */
  async reporters(row: DecisionRow): Promise<void> {
    const [writing] = await this.writings.find([{ kind: row.writing_kind, id: row.writing_id }]);
    if (!writing) return;
    for (const { id, memberId, email, name, language } of await this.reports.reporters(row.case_id)) {
      if (memberId !== null)
        await this.#tell(writing, {
          memberId,
          key: `report:${row.id}`,
          what: 'report-done',
          ...(row.text_decision === 'leave'
            ? placeOf(writing, row)
            : { ...decisionOf(row), path: `/club/communities/${row.community_id}` }),
        });
      else if (email !== null)
        await this.mails.reportAnswered(
          { email, name: name ?? email, language: language ?? 'en', reportId: id },
          row,
        );
    }
  }

  async undone(row: DecisionRow): Promise<void> {
    await this.notices.withdraw([row.id]);
    if (row.member_id !== null) await this.mails.undone(row.member_id);
  }

  async answered(row: DecisionRow): Promise<void> {
    const [writing] = await this.writings.find([{ kind: row.writing_kind, id: row.writing_id }]);
    if (!writing || row.member_id === null) return;
    await this.#tell(writing, {
      memberId: row.member_id,
      key: `appeal:${row.id}`,
      what: row.appeal_granted ? 'appeal-won' : 'appeal-kept',
      ...decisionOf(row),
    });
    await this.mails.appealAnswered(row);
  }

  async #tell(
    writing: Writing,
    { what, ...notice }: Pick<NewNotice, 'memberId' | 'key' | 'path' | 'about'> & { readonly what: string },
  ): Promise<void> {
    const title = writing.title ?? excerptOf(writing.source);
    const community = await this.#community(writing.communityId);
    const fromId = writing.authorId;
    await this.notices.tell([{ ...notice, fromId, kind: 'moderation', params: { what, title, community } }]);
  }

  async #community(id: string) {
    return textsOf((await this.names.of('community', [id])).get(id));
  }
}

/** What matters most to the author. */
const whatOf = ({ text_decision, author_decision, silenced_until, reach }: DecisionRow): string => {
  const here = reach === 'club' ? '' : '-here';
  if (author_decision === 'ban') return `banned${here}`;
  if (silenced_until !== null) return `silenced${here}`;
  if (author_decision === 'warn') return 'warned';
  return { leave: 'shown', hide: 'hidden', delete: 'deleted' }[text_decision];
};
