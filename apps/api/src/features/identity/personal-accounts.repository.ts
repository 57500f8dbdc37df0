import { Injectable } from '@nestjs/common';
import { Transactions } from '../../platform/database/transactions.ts';
import { stays } from '../../platform/privacy/merging.ts';
import { PersonalData, type Person } from '../../platform/privacy/personal-data.ts';
import { statement } from './statements.ts';

const accounts = statement(
  'personal-accounts-told',
  `select email, email_confirmed_at as "emailConfirmedAt", display_name as "displayName", language, created_at as "createdAt"
   from accounts where member_id = $1`,
);
const sessions = statement(
  'personal-sessions-told',
  `select device, created_at as "createdAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt"
   from sessions where account_id in (select id from accounts where member_id = $1)`,
);
const browsers = statement(
  'personal-browsers-told',
  'select seen_at as "seenAt" from known_browsers where account_id in (select id from accounts where member_id = $1)',
);
const links = statement(
  'personal-links-told',
  `select purpose, email, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt"
   from links where subject_id = $1 or subject_id in (select id from accounts where member_id = $1)`,
);
const roles = statement(
  'personal-roles-told',
  'select role, state from staff_roles where account_id in (select id from accounts where member_id = $1)',
);
const known = statement(
  'personal-account-known',
  `select a.id, a.email, array(select email from links where subject_id in (a.id, a.member_id)) as written
   from accounts a where member_id = $1 and not exists (select from staff_roles r where r.account_id = a.id)`,
);
// Current and former staff keep the account: it is no longer that of a member.
const unlink = statement(
  'personal-account-unlink',
  `update accounts set member_id = null
   where member_id = $1 and exists (select from staff_roles r where r.account_id = accounts.id)`,
);
// Sessions and known browsers go with it.
const erase = statement('personal-account-erase', 'delete from accounts where member_id = $1');
const eraseLinks = statement('personal-links-erase', 'delete from links where subject_id = any($1)');

/** Accounts of members, and what goes with them. */
@Injectable()
export class PersonalAccounts {
  constructor(
    personal: PersonalData,
    private readonly transactions: Transactions,
  ) {
    personal.register({
      name: 'identity',
      tables: {
        accounts: {
          merges: stays('MergedIdentity ends the sign-in of the duplicate'),
          leaves: 'nothing',
          told: accounts,
        },
        sessions: {
          merges: stays('of an account, which MergedIdentity takes care of'),
          leaves: 'nothing',
          told: sessions,
        },
        known_browsers: {
          merges: stays('of an account, which MergedIdentity takes care of'),
          leaves: 'nothing',
          told: browsers,
        },
        links: {
          merges: stays('of an account, which MergedIdentity takes care of'),
          leaves: 'nothing',
          told: links,
        },
        staff_roles: { merges: stays('names the person of the staff'), leaves: 'staff', told: roles },
        api_keys: {
          merges: stays('names the person of the staff'),
          leaves: 'staff',
          told: 'keys are of the club; a key names who made it for the club',
        },
        attempts: {
          merges: stays('counts for hours'),
          leaves: 'nothing',
          told: 'counts under hashes, for hours',
        },
      },
      identify: async (memberId) => {
        const [row] = await this.transactions.query(known, [memberId]);
        return row ? { accountId: row.id, emails: [row.email, ...row.written] } : {};
      },
      erase: (person) => this.#erase(person),
    });
  }

  async #erase({ memberId, accountId }: Person): Promise<void> {
    await this.transactions.query(unlink, [memberId]);
    await this.transactions.query(eraseLinks, [accountId === null ? [memberId] : [memberId, accountId]]);
    await this.transactions.query(erase, [memberId]);
  }
}
