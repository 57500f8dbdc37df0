import { Injectable } from '@nestjs/common';
import type { Language, ReportReason } from '@regulars/contracts';
import type { RowOf } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { statement } from './statements.ts';

const has = statement(
  'content-report-has',
  'select id from content_reports where writing_id = $1 and member_id = $2',
);
const add = statement(
  'content-report-add',
  `insert into content_reports (id, case_id, writing_id, member_id, name, email, language, reason, text, trusted, at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id`,
);
const trusted = statement(
  'content-reports-trusted',
  'select count(*) as trusted from content_reports where case_id = $1 and trusted',
);
const ofCase = statement(
  'content-reports-of-case',
  `select r.id, r.member_id as "memberId", n.nickname, r.reason, r.text, r.trusted, r.at from content_reports r
     left join nicknames n on n.member_id = r.member_id where r.case_id = $1 order by r.at, r.id limit 100`,
);
const reasons = statement(
  'moderation-case-reports',
  'select case_id as "caseId", reason from content_reports where case_id = any($1::uuid[]) group by case_id, reason order by reason',
);
const reporters = statement(
  'content-reporters',
  `select id, member_id as "memberId", email, name, language from content_reports
   where case_id = $1 and (member_id is not null or email is not null) order by at, id`,
);

const against = statement(
  'content-reports-against',
  `select r.id, r.reason, r.trusted, r.at from content_reports r join moderation_cases c on c.id = r.case_id
   where c.author_id = $1 order by r.at desc, r.id desc limit $2`,
);

export interface NewReport {
  readonly id: string;
  readonly caseId: string;
  readonly writingId: string;
  readonly memberId: string | null;
  /** Of someone without a membership. */
  readonly stranger: {
    readonly name: string;
    readonly email: string;
    readonly language: Language;
  } | null;
  readonly reason: ReportReason;
  readonly text: string;
  readonly trusted: boolean;
  readonly at: Date;
}
export type ReportRow = RowOf<typeof ofCase>;
export type Reporter = RowOf<typeof reporters>;

/** What people reported. */
@Injectable()
export class ReportsRepository {
  constructor(private readonly transactions: Transactions) {}

  /** Of what this member wrote, the newest first. */
  async against(authorId: string, most: number): Promise<RowOf<typeof against>[]> {
    return this.transactions.query(against, [authorId, most]);
  }

  /** Whether the member has reported it before. */
  async has(writingId: string, memberId: string): Promise<boolean> {
    return (await this.transactions.query(has, [writingId, memberId])).length > 0;
  }

  /** False if the member has reported it before. */
  async add(report: NewReport): Promise<boolean> {
    const { id, caseId, writingId, memberId, stranger, reason, text, at } = report;
    const who = [
      memberId,
      stranger?.name ?? null,
      stranger?.email ?? null,
      stranger?.language ?? null,
    ] as const;
    const values = [id, caseId, writingId, ...who, reason, text, report.trusted, at] as const;
    return (await this.transactions.query(add, values)).length > 0;
  }

  /** How many of a case help to hide its text. */
  async trusted(caseId: string): Promise<number> {
    return (await this.transactions.query(trusted, [caseId]))[0]?.trusted ?? 0;
  }

  /** The oldest first. */
  async ofCase(caseId: string): Promise<ReportRow[]> {
    return this.transactions.query(ofCase, [caseId]);
  }

  /** Each reason once, by the case. */
  async reasons(caseIds: readonly string[]): Promise<(caseId: string) => ReportReason[]> {
    const rows = await this.transactions.query(reasons, [caseIds]);
    return (caseId) => rows.filter((row) => row.caseId === caseId).map(({ reason }) => reason);
  }

  async reporters(caseId: string): Promise<Reporter[]> {
    return this.transactions.query(reporters, [caseId]);
  }
}
