import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { moves } from '../../platform/privacy/merging.ts';
import { PersonalData, type Retained } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const acceptances = statement(
  'personal-terms-told',
  `select version, language, accepted_at as "acceptedAt", way from terms_acceptances where member_id = $1 order by version`,
);
const notices = statement(
  'personal-terms-notices-told',
  `select version, told_at as "toldAt" from terms_notices where member_id = $1 order by version`,
);
const eraseAcceptances = statement(
  'personal-terms-erase',
  'delete from terms_acceptances where member_id = $1',
);
const eraseNotices = statement(
  'personal-terms-notices-erase',
  'delete from terms_notices where member_id = $1',
);

/** That a member accepted terms is kept as a proof beyond the erasure. */
@Injectable()
export class PersonalLegal {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
  ) {
    personal.register({
      name: 'legal',
      tables: {
        terms_acceptances: {
          merges: moves(['version'], { once: ['version'] }),
          leaves: 'nothing',
          told: acceptances,
        },
        terms_notices: {
          merges: moves(['version'], { once: ['version'] }),
          leaves: 'nothing',
          told: notices,
        },
      },
      retain: (memberId) => this.#retain(memberId),
      erase: async ({ memberId }) => {
        await this.transactions.query(eraseAcceptances, [memberId]);
        await this.transactions.query(eraseNotices, [memberId]);
      },
    });
  }

  async #retain(memberId: string): Promise<Retained[]> {
    const accepted = await this.transactions.query(acceptances, [memberId]);
    const last = accepted
      .map(({ acceptedAt }) => acceptedAt.getTime())
      .sort((one, other) => one - other)
      .at(-1);
    return last === undefined
      ? []
      : [{ kind: 'consent-proof', from: new Date(last), content: { acceptedTerms: accepted } }];
  }
}
