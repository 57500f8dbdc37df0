import { Injectable } from '@nestjs/common';
import type { Language, Texts } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { Mailer, MailTemplates, PortalLinks } from '../../platform/mail/index.ts';
import { Members, type MemberRecord } from '../members/index.ts';
import { appealableUntil } from './decision-then.ts';
import type { DecisionRow } from './decisions.repository.ts';
import {
  appealAnsweredMail,
  decisionMail,
  moderationMails,
  reportAnsweredMail,
  reportReceivedMail,
} from './mails/index.ts';
import { ModerationSettings } from './moderation-settings.ts';

interface Stranger {
  readonly name: string;
  readonly email: string;
  readonly language: Language;
}

/** Statements of reasons, answers to appeals, and receipts of reports. */
@Injectable()
export class ModerationMails {
  constructor(
    private readonly mailer: Mailer,
    private readonly members: Members,
    private readonly portal: PortalLinks,
    private readonly settings: ModerationSettings,
    private readonly clock: Clock,
    templates: MailTemplates,
  ) {
    templates.register(moderationMails);
  }

  async decided(row: DecisionRow, community: Texts): Promise<void> {
    const member = await this.#reader(row);
    if (!member) return;
    const { appealDays } = await this.settings.current();
    const until = appealableUntil(row, appealDays, this.clock.now());
    await this.mailer.send({
      to: member.email,
      about: member.id,
      language: member.language,
      template: decisionMail,
      data: {
        name: member.name,
        kind: row.writing_kind,
        excerpt: row.title ?? row.excerpt,
        community,
        text: row.text_decision,
        author: row.author_decision,
        reach: row.reach,
        silencedUntil: row.silenced_until && toInstant(row.silenced_until),
        reason: row.reason ?? '',
        ground: row.ground,
        rule: row.rule,
        appealUntil: until && toInstant(until),
        link: this.portal.to(`/club/moderation/${row.id}`),
      },
      dedupeKey: `moderation-decision:${row.id}`,
    });
  }

  /** The statement is no longer true; it goes if it waits. */
  async undone(memberId: string): Promise<void> {
    await this.mailer.takeBack({ about: memberId, template: decisionMail });
  }

  async appealAnswered(row: DecisionRow): Promise<void> {
    const member = await this.#reader(row);
    if (!member) return;
    await this.mailer.send({
      to: member.email,
      about: member.id,
      language: member.language,
      template: appealAnsweredMail,
      data: {
        name: member.name,
        granted: row.appeal_granted === true,
        answer: row.appeal_answer ?? '',
        link: this.portal.to(`/club/moderation/${row.id}`),
      },
      dedupeKey: `moderation-appeal:${row.id}`,
    });
  }

  async reportReceived({
    name,
    email,
    language,
    reportId,
  }: Stranger & { readonly reportId: string }): Promise<void> {
    await this.mailer.send({
      to: email,
      language,
      template: reportReceivedMail,
      data: { name },
      dedupeKey: `content-report:${reportId}`,
    });
  }

  async reportAnswered(
    { name, email, language, reportId }: Stranger & { readonly reportId: string },
    row: DecisionRow,
  ): Promise<void> {
    await this.mailer.send({
      to: email,
      language,
      template: reportAnsweredMail,
      data: { name, removed: row.text_decision !== 'leave' },
      dedupeKey: `content-report-answered:${row.id}:${reportId}`,
    });
  }

  async #reader({
    member_id,
  }: DecisionRow): Promise<
    (Pick<MemberRecord, 'id' | 'language'> & { readonly email: string; readonly name: string }) | null
  > {
    const [member] = member_id === null ? [] : await this.members.byIds([member_id]);
    if (!member?.email) return null;
    const { id, language, email, firstName } = member;
    return { id, language, email, name: firstName ?? email };
  }
}
