import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import type { Actor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { AccountsRepository, type AccountRow, type NewPassword } from './accounts.repository.ts';
import { Credentials, passwordNeeded, type Proof } from './credentials.ts';
import { Mailboxes } from './mailboxes.ts';
import { SessionsService, type OpenedSession } from './sessions.service.ts';

/** A member who has proved the mailbox. */
interface Opening {
  readonly memberId: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly proof: Proof;
  readonly device: string;
}

/** How a member added by others gets an account: with a link to the mailbox. */
@Injectable()
export class AccountsForMembers {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly clock: Clock,
  ) {}

  /**
   * Signs in to the member's account: a new one, or that of the staff member with this address. Throws
   * `password-needed`, and `already-taken` if one of the two has another.
   */
  async open({ device, ...opening }: Opening): Promise<OpenedSession> {
    const known = await this.#workingWith(opening.email);
    const accountId = known ? await this.#join(known.id, opening) : await this.#make(opening);
    return this.sessions.open(accountId, device);
  }

  /** Whether `open` needs a password: a staff member with this address may be signed in. */
  async needsPassword(email: string, actor: Actor | null): Promise<boolean> {
    const account = await this.#workingWith(email);
    return !account || this.credentials.needsPassword(account.id, actor);
  }

  /** Like `Credentials.choose`, for the account that `open` will sign in to. */
  async choose(password: string | undefined, email: string): Promise<NewPassword | null> {
    const account = await this.#workingWith(email);
    const staff = account !== undefined && (await this.accounts.isStaff(account.id));
    return this.credentials.choose(password, { email, staff });
  }

  async #make({
    memberId,
    email,
    displayName,
    language,
    proof: { password },
  }: Omit<Opening, 'device'>): Promise<string> {
    if (password === null) throw passwordNeeded();
    const id = newId();
    const now = this.clock.date();
    await this.accounts.insert(
      {
        id,
        email,
        display_name: displayName,
        language,
        member_id: memberId,
        email_confirmed_at: now,
      },
      password,
      now,
    );
    return id;
  }

  async #join(accountId: string, { memberId, proof }: Pick<Opening, 'memberId' | 'proof'>): Promise<string> {
    if (!(await this.accounts.setMember(accountId, memberId)))
      throw ClubError.field('already-taken', '/email', 'this e-mail already has an account');
    await this.credentials.prove(accountId, proof);
    await this.mailboxes.confirm(accountId);
    return accountId;
  }

  /** The account that has confirmed this address, or was invited to the staff with it. */
  async #workingWith(email: string): Promise<AccountRow | undefined> {
    const known = await this.accounts.findByEmail(email);
    return known.find(
      ({ email_confirmed_at: at, password_hash: hash, member_id: id }) =>
        at !== null || (hash === null && id === null),
    );
  }
}
