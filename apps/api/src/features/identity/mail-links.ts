import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { Mailer, PortalLinks, type MailTemplate, type OutgoingMail } from '../../platform/mail/index.ts';
import { LinksRepository, type LinkRow } from './links.repository.ts';
import { hashToken, newToken } from './tokens.ts';

const hourMs = 3_600_000;
const keptMs = 30 * 24 * hourMs;

/** How long a link works, and its page. Its mail is named like its purpose. */
const kinds = {
  'confirm-email': { livesMs: 48 * hourMs, page: '/confirm-email' },
  'reset-password': { livesMs: hourMs, page: '/reset-password' },
  invitation: { livesMs: 7 * 24 * hourMs, page: '/invitation' },
  'change-email': { livesMs: 48 * hourMs, page: '/confirm-email/change' },
  'stop-email-change': { livesMs: 48 * hourMs, page: '/confirm-email/stop' },
  'open-account': { livesMs: 7 * 24 * hourMs, page: '/open-account' },
};
export type LinkPurpose = keyof typeof kinds;

type LinkedMail<Data> = Pick<OutgoingMail<Data>, 'to' | 'language' | 'forAdmins'> & {
  readonly data: Omit<NoInfer<Data>, 'link'>;
};

export interface MailLink {
  /** An account, or a member when an address is confirmed. */
  readonly subjectId: string;
  /** The address that the link was sent to. */
  readonly email: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** Links that work once and for a limited time. Their tokens are only in mails; we store hashes. */
@Injectable()
export class MailLinks {
  constructor(
    private readonly links: LinksRepository,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    jobs: Jobs,
  ) {
    jobs.register({
      name: 'sweep-links',
      cron: '27 3 * * *',
      run: () => this.links.sweep(new Date(this.clock.now() - keptMs)),
    });
  }

  /**
   * Creates a new link and ends earlier ones for the same purpose. The subject is an account, or a member when
   * an address is confirmed or an account opened.
   */
  async send<Data extends { readonly link: string }>(
    template: MailTemplate<LinkPurpose, Data>,
    subjectId: string,
    { data, ...mail }: LinkedMail<Data>,
  ): Promise<string> {
    const purpose = template.name;
    const { livesMs, page } = kinds[purpose];
    const token = newToken();
    const now = this.clock.date();
    await this.links.end(subjectId, [purpose], now);
    const expiresAt = new Date(now.getTime() + livesMs);
    await this.links.insert(hashToken(token), purpose, subjectId, mail.to, now, expiresAt);
    const link = this.portal.to(`${page}/${token}`);
    await this.mailer.send({
      ...mail,
      about: subjectId,
      template,
      data: { ...data, link } as Data,
      dedupeKey: `${purpose}:${newId()}`,
    });
    return link;
  }

  /** Reads it without using it. Throws `not-found`, `link-used`, `link-expired`. */
  async read(purpose: LinkPurpose, token: string): Promise<MailLink> {
    return show(this.#usable(await this.links.find(hashToken(token), purpose)));
  }

  /** Throws `not-found`, `link-used`, `link-expired`. */
  async use(purpose: LinkPurpose, token: string): Promise<MailLink> {
    const used = await this.links.use(hashToken(token), purpose, this.clock.date());
    return used ? show(used) : this.read(purpose, token);
  }

  /** Uses it for this. If that is refused, the link keeps working. Throws as `use` does. */
  async useFor(purpose: LinkPurpose, token: string, work: (link: MailLink) => Promise<void>): Promise<void> {
    await this.transactions.run(async () => work(await this.use(purpose, token)));
  }

  /** Ends unused links. */
  async end(subjectId: string, ...purposes: readonly LinkPurpose[]): Promise<void> {
    await this.links.end(subjectId, purposes, this.clock.date());
  }

  /** Ends all unused links of these accounts or members and their owners. */
  async endAllOf(...ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.links.endAllOf(ids, this.clock.date());
  }

  /** The newest link of each subject. */
  async latest(purpose: LinkPurpose, subjectIds: readonly string[]): Promise<ReadonlyMap<string, MailLink>> {
    const rows = await this.links.latest(subjectIds, purpose);
    return new Map(rows.map((row) => [row.subject_id, show(row)]));
  }

  #usable(row: LinkRow | undefined): LinkRow {
    if (!row) throw new ClubError('not-found', 'No such link');
    if (row.used_at) throw new ClubError('link-used');
    if (row.expires_at <= this.clock.date()) throw new ClubError('link-expired');
    return row;
  }
}

const show = (row: LinkRow): MailLink => ({
  subjectId: row.subject_id,
  email: row.email,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
