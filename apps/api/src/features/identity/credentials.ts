import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import type { Actor } from '../../platform/actor.ts';
import { AccountsRepository, type NewPassword } from './accounts.repository.ts';
import { MailLinks } from './mail-links.ts';
import { KnownBrowsersRepository } from './known-browsers.repository.ts';
import { isLongEnoughForStaff, PasswordRules, type PasswordOwner } from './password-rules.ts';
import { Passwords } from './passwords.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** Proof of an account's mailbox: a link followed in a browser. */
export interface Proof {
  /** The account signed in in that browser. */
  readonly actor: Actor | null;
  /** The new password; null if there is none. */
  readonly password: NewPassword | null;
}

/** Passwords, and what a change of them ends. Call changing methods inside a transaction. */
@Injectable()
export class Credentials {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly rules: PasswordRules,
    private readonly sessions: SessionsRepository,
    private readonly browsers: KnownBrowsersRepository,
    private readonly links: MailLinks,
  ) {}

  /**
   * Hashes a new password, null for none. Slow on purpose: call it before the transaction. Throws
   * `password-too-short`, `password-guessable`.
   */
  async choose(password: string, owner: PasswordOwner, pointer?: string): Promise<NewPassword>;
  async choose(
    password: string | undefined,
    owner: PasswordOwner,
    pointer?: string,
  ): Promise<NewPassword | null>;
  async choose(
    password: string | undefined,
    owner: PasswordOwner,
    pointer = '/password',
  ): Promise<NewPassword | null> {
    if (password === undefined) return null;
    await this.rules.assertSound(password, owner, pointer);
    return { hash: await this.passwords.hash(password), forStaff: isLongEnoughForStaff(password) };
  }

  /** The owner of the password; `email` if the account is about to get another. */
  async ownerOf(accountId: string, email?: string): Promise<PasswordOwner> {
    const account = await this.accounts.findById(accountId);
    return { email: email ?? account?.email ?? '', staff: await this.accounts.isStaff(accountId) };
  }

  /** Sets a new password. Ends every open link, and every session except the kept one. */
  async renew(accountId: string, password: NewPassword, keptSessionId: string | null): Promise<void> {
    await this.accounts.setPassword(accountId, password);
    await this.settle(accountId, keptSessionId);
  }

  /** Ends every open link, and every session except the kept one. Only its browser stays known. */
  async settle(accountId: string, keptSessionId: string | null): Promise<void> {
    await (keptSessionId === null
      ? this.sessions.endAll(accountId)
      : this.sessions.endOthers(accountId, keptSessionId));
    await this.browsers.forget(accountId, keptSessionId);
    await this.links.endAllOf(accountId);
  }

  /**
   * The mailbox is proved. The person who typed the address may be someone else, so password and session stay
   * only in a browser that is signed in to this account. Elsewhere a new password is required. All other access
   * ends. Throws `password-needed`.
   */
  async prove(accountId: string, { actor, password }: Proof): Promise<void> {
    const own = sessionOf(actor, accountId);
    if (password !== null) return this.renew(accountId, password, own);
    if (own === null) throw passwordNeeded();
    await this.settle(accountId, own);
  }

  /** Whether a proof in this browser requires a new password. */
  needsPassword(accountId: string, actor: Actor | null): boolean {
    return sessionOf(actor, accountId) === null;
  }

  /** The same for a proof that grants staff access, for which a member's password may be too short. */
  async needsPasswordForWork(accountId: string, actor: Actor | null): Promise<boolean> {
    if (this.needsPassword(accountId, actor)) return true;
    return !(await this.accounts.findById(accountId))?.password_for_staff;
  }
}

export const passwordNeeded = (): ClubError =>
  ClubError.field('password-needed', '/password', 'choose a password');

const sessionOf = (actor: Actor | null, accountId: string): string | null =>
  actor?.kind === 'account' && actor.id === accountId ? actor.sessionId : null;
