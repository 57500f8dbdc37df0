import { Injectable } from '@nestjs/common';
import { toInstant } from '../../platform/clock.ts';
import { Mailer, PortalLinks } from '../../platform/mail/index.ts';
import { Members, type MemberRecord } from '../members/index.ts';
import { AcceptancesRepository } from './acceptances.repository.ts';
import { termsChangedMail } from './mails/index.ts';
import type { VersionRow } from './versions.repository.ts';

/** Mails about new terms. They belong to the contract, so no consent is needed. */
@Injectable()
export class TermsMails {
  constructor(
    private readonly members: Members,
    private readonly acceptances: AcceptancesRepository,
    private readonly mailer: Mailer,
    private readonly portal: PortalLinks,
  ) {}

  /** Members for which these terms change something, and which the club may write to. */
  async readersOf(terms: VersionRow, ids: readonly string[]): Promise<MemberRecord[]> {
    const accepted = await this.acceptances.newestOf(ids);
    return (await this.members.whoMayBeWritten(ids)).filter(
      ({ id, joinedAt }) =>
        joinedAt.getTime() < terms.effectiveFrom && (accepted.get(id) ?? 0) < terms.version,
    );
  }

  /** Queues the mails. Returns their number. */
  async send({ version, effectiveFrom }: VersionRow, readers: readonly MemberRecord[]): Promise<number> {
    return this.mailer.sendMany(
      readers.flatMap(({ id, email, firstName, language }) =>
        email === null
          ? []
          : {
              to: email,
              about: id,
              language,
              template: termsChangedMail,
              data: {
                name: firstName ?? email,
                link: this.portal.to(`/legal/terms?version=${version}`),
                effectiveFrom: toInstant(effectiveFrom),
              },
              dedupeKey: `terms-changed:${id}:${version}`,
            },
      ),
    );
  }
}
