import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { statement } from '../../platform/database/statement.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { AccountsRepository, type AccountRow } from './accounts.repository.ts';
import { Credentials, passwordNeeded, type Proof } from './credentials.ts';
import { Mailboxes } from './mailboxes.ts';
import { MailLinks } from './mail-links.ts';
import { SessionsService, type OpenedSession } from './sessions.service.ts';

/** A member who proved to have the mailbox. */
interface Opening {
  readonly memberId: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly proof: Proof;
  readonly device: string;
}

// Who also works here keeps the sign-in, for the work.
const disable = statement(
  'member-account-disable',
  `with left_club as (
     update accounts set disabled_at = $2
     where member_id = $1 and disabled_at is null
       and not exists (select from staff_roles where account_id = accounts.id and state = 'active')
     returning id
   )
   delete from sessions where account_id in (select id from left_club)`,
);
const enable = statement(
  'member-account-enable',
  'update accounts set disabled_at = null where member_id = $1 and disabled_at is not null',
);
const signedInSince = statement(
  'member-account-signed-in-since',
  'select exists (select from sessions where id = $1 and created_at >= $2) as found',
);

/** What the beginning and the end of a membership do to its sign-in. */
@Injectable()
export class MemberAccounts {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly links: MailLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs in with the member's account: a new one, or that of who works here with this address.
   * Throws `password-needed`, and `already-taken` when one of the two has another.
   */
  async open({ device, ...opening }: Opening): Promise<OpenedSession> {
    const known = await this.#workingWith(opening.email);
    const accountId = known ? await this.#join(known.id, opening) : await this.#make(opening);
    return this.sessions.open(accountId, device);
  }

  async existFor(memberId: string): Promise<boolean> {
    return this.accounts.existsFor(memberId);
  }

  /** Whether `open` needs one: who works here with this address may be signed in with it. */
  async needsPassword(email: string, actor: Actor | null): Promise<boolean> {
    const account = await this.#workingWith(email);
    return !account || this.credentials.needsPassword(account.id, actor);
  }

  /** As `Credentials.hash`, for the account that `open` will sign in with. */
  async hash(password: string | undefined, email: string): Promise<string | null> {
    const account = await this.#workingWith(email);
    const staff = account !== undefined && (await this.accounts.isStaff(account.id));
    return this.credentials.hash(password, { email, staff });
  }

  /** Nobody signs in with it any more, and whoever is signed in no longer is. */
  async disable(memberId: string, at: Date): Promise<void> {
    await this.transactions.query(disable, [memberId, at]);
    await this.links.endAllOf(memberId);
  }

  async enable(memberId: string): Promise<void> {
    await this.transactions.query(enable, [memberId]);
    await this.links.endAllOf(memberId);
  }

  /** Whether this session was opened at that time or later. */
  async signedInSince(sessionId: string, at: Date): Promise<boolean> {
    const [row] = await this.transactions.query<{ found: boolean }>(signedInSince, [sessionId, at]);
    return row?.found ?? false;
  }

  async #make({
    memberId,
    email,
    displayName,
    language,
    proof: { passwordHash },
  }: Omit<Opening, 'device'>): Promise<string> {
    if (passwordHash === null) throw passwordNeeded();
    const id = newId();
    const now = this.clock.date();
    await this.accounts.insert(
      {
        id,
        email,
        password_hash: passwordHash,
        display_name: displayName,
        language,
        member_id: memberId,
        email_confirmed_at: now,
      },
      now,
    );
    return id;
  }

  async #join(accountId: string, { memberId, proof }: Pick<Opening, 'memberId' | 'proof'>): Promise<string> {
    if (!(await this.accounts.setMember(accountId, memberId)))
      throw ClubError.field('already-taken', '/email', 'this e-mail has an account');
    await this.credentials.prove(accountId, proof);
    await this.mailboxes.confirm(accountId);
    return accountId;
  }

  /** Who has confirmed this address, or was invited to work here with it. */
  async #workingWith(email: string): Promise<AccountRow | undefined> {
    const known = await this.accounts.findByEmail(email);
    return known.find(
      ({ email_confirmed_at: at, password_hash: hash, member_id: id }) =>
        at !== null || (hash === null && id === null),
    );
  }
}
