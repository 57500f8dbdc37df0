import { Injectable } from '@nestjs/common';
import type { Language, Role } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { newId } from '../../platform/ids.ts';
import { noteInLog } from '../../platform/log/index.ts';
import { AccountsRepository, type NewPassword } from './accounts.repository.ts';
import { Credentials } from './credentials.ts';
import { Passwords } from './passwords.ts';

export interface NewAccount {
  readonly email: string;
  readonly password: NewPassword;
  readonly displayName: string;
  readonly language: Language;
  readonly memberId?: string;
  /** Its owner is known to have the mailbox. */
  readonly emailConfirmed?: boolean;
}

/** An account whose credentials were right when they were checked. */
export interface Recognised {
  readonly id: string;
  readonly passwordHash: string;
  /** Its owner has proved the mailbox. */
  readonly confirmed: boolean;
}

export interface KnownAccount {
  readonly id: string;
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
  readonly memberId: string | null;
  /** Has, or may get, the role of a manager or admin. */
  readonly managing: boolean;
}

/** A person's sign-in. It may carry a membership and staff roles at once. */
@Injectable()
export class Accounts {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly credentials: Credentials,
    private readonly passwords: Passwords,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * Returns the new account's id. Throws `already-taken` if the e-mail is confirmed and another account has
   * confirmed it.
   */
  async open(account: NewAccount): Promise<string> {
    const { email, password, displayName, language, memberId, emailConfirmed = false } = account;
    if (emailConfirmed && (await this.accounts.findConfirmed(email)))
      throw ClubError.field('already-taken', '/email', 'this e-mail already has an account');
    const id = newId();
    const now = this.clock.date();
    await this.accounts.insert(
      {
        id,
        email,
        display_name: displayName,
        language,
        member_id: memberId ?? null,
        email_confirmed_at: emailConfirmed ? now : null,
      },
      password,
      now,
    );
    return id;
  }

  async grant(
    accountId: string,
    role: Exclude<Role, 'member'>,
    locationIds: readonly string[] = [],
  ): Promise<void> {
    await this.accounts.grant(accountId, role, locationIds);
  }

  /** Copies name and language from the member's profile. */
  async describe(memberId: string, displayName: string, language: Language): Promise<void> {
    await this.accounts.describe(memberId, displayName, language);
  }

  /** Whether this member has an account, even if only for when the membership is active again. */
  async existsFor(memberId: string): Promise<boolean> {
    return this.accounts.existsFor(memberId);
  }

  /** Throws `not-found`. */
  async byId(id: string): Promise<KnownAccount> {
    const account = await this.accounts.findById(id);
    if (!account) throw new ClubError('not-found');
    return {
      id,
      email: account.email,
      displayName: account.display_name,
      language: account.language,
      memberId: account.member_id,
      managing: await this.accounts.isManaging(id),
    };
  }

  /** The account that has confirmed this address. */
  async byConfirmedEmail(email: string): Promise<KnownAccount | undefined> {
    const account = await this.accounts.findConfirmed(email);
    return account && this.byId(account.id);
  }

  /** Those of the members who have an account. */
  async withAccount(memberIds: readonly string[]): Promise<string[]> {
    return this.accounts.withAccount(memberIds);
  }

  async byMember(memberId: string): Promise<KnownAccount | undefined> {
    const account = await this.accounts.findByMember(memberId);
    return account && this.byId(account.id);
  }

  async changeEmail(id: string, email: string): Promise<void> {
    await this.accounts.setEmail(id, email);
  }

  /**
   * Runs this in a transaction in which the password cannot change, so that nothing starts with a changed
   * password. Slow on purpose: do not call it inside a transaction. Throws `wrong-credentials` at `/password`.
   */
  async withPassword<Result>(
    id: string,
    password: string,
    work: (account: KnownAccount) => Promise<Result>,
  ): Promise<Result> {
    const hash = await this.#fitting(id, password, '/password');
    return this.transactions.run(async () => {
      if (!(await this.accounts.keepPassword(id, hash))) throw notThePassword('/password');
      return work(await this.byId(id));
    });
  }

  /** Whether the credentials are still right. The password cannot change until the transaction ends. */
  async stillHas({ id, passwordHash }: Recognised): Promise<boolean> {
    return this.accounts.keepPassword(id, passwordHash);
  }

  /**
   * The accounts that match these credentials: the one that confirmed the address, then the two newest that
   * typed it. Always computes three hashes, so that timing does not reveal known addresses.
   */
  async recognise(email: string, password: string): Promise<Recognised[]> {
    const known = (await this.accounts.findByEmail(email)).filter(
      ({ disabled, password_hash: hash }) => !disabled && hash !== null,
    );
    const confirmed = known.find(({ email_confirmed_at: at }) => at !== null);
    const [newest, second] = known.filter(({ email_confirmed_at: at }) => at === null);
    const fitting: Recognised[] = [];
    for (const account of [confirmed, newest, second]) {
      const passwordHash = account?.password_hash ?? null;
      const fits = await this.passwords.fits(password, passwordHash);
      if (fits && account && passwordHash !== null)
        fitting.push({ id: account.id, passwordHash, confirmed: account === confirmed });
    }
    const tried = confirmed ?? newest;
    if (fitting[0]) noteInLog({ account: fitting[0].id });
    else noteInLog(tried ? { account: tried.id, reason: 'wrong-password' } : { reason: 'unknown-account' });
    return fitting;
  }

  /** Ends all other sessions and open links. Throws `wrong-credentials` if `current` is not the password. */
  async changePassword({ id, sessionId }: AccountActor, current: string, next: string): Promise<void> {
    const hash = await this.#fitting(id, current, '/current');
    const chosen = await this.credentials.choose(next, await this.credentials.ownerOf(id), '/next');
    await this.transactions.run(async () => {
      if (!(await this.accounts.holdPassword(id, hash))) throw notThePassword('/current');
      await this.credentials.renew(id, chosen, sessionId);
    });
  }

  /** The hash that matches the password. Throws `wrong-credentials` at `pointer`. */
  async #fitting(id: string, password: string, pointer: string): Promise<string> {
    const hash = (await this.accounts.findById(id))?.password_hash ?? null;
    if (!(await this.passwords.fits(password, hash)) || hash === null) throw notThePassword(pointer);
    return hash;
  }
}

const notThePassword = (pointer: string): ClubError =>
  ClubError.field('wrong-credentials', pointer, 'not your password');
