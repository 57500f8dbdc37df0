import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import type { Actor } from '../../platform/actor.ts';
import { AccountsRepository, type NewPassword } from './accounts.repository.ts';
import { MailLinks } from './mail-links.ts';
import { KnownBrowsersRepository } from './known-browsers.repository.ts';
import { isLongEnoughForStaff, PasswordRules, type PasswordOwner } from './password-rules.ts';
import { Passwords } from './passwords.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** How somebody shows to have the mailbox of an account: by a link, followed in a browser. */
export interface Proof {
  /** Who is signed in in that browser. */
  readonly actor: Actor | null;
  /** That came along; null without one. */
  readonly password: NewPassword | null;
}

/** Passwords, and what ends with them. Call what changes something inside of a transaction. */
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
   * A new password, null for none. Costly on purpose: before the transaction, not in it.
   * Throws `password-too-short`, `password-guessable`.
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

  /** Whose password it is; `email` where the account is about to get another. */
  async ownerOf(accountId: string, email?: string): Promise<PasswordOwner> {
    const account = await this.accounts.findById(accountId);
    return { email: email ?? account?.email ?? '', staff: await this.accounts.isStaff(accountId) };
  }

  /** A new password; ends every open link, and every session but the one that is kept. */
  async renew(accountId: string, password: NewPassword, keptSessionId: string | null): Promise<void> {
    await this.accounts.setPassword(accountId, password);
    await this.settle(accountId, keptSessionId);
  }

  /** Ends every open link, and every session but the one that is kept; only its browser stays known. */
  async settle(accountId: string, keptSessionId: string | null): Promise<void> {
    await (keptSessionId === null
      ? this.sessions.endAll(accountId)
      : this.sessions.endOthers(accountId, keptSessionId));
    await this.browsers.forget(accountId, keptSessionId);
    await this.links.endAllOf(accountId);
  }

  /**
   * The mailbox is shown. Whoever typed the address may be another person: only in a browser that is signed in with this
   * account password and session stay; elsewhere a new password comes first. All else that opens the account ends.
   * Throws `password-needed`.
   */
  async prove(accountId: string, { actor, password }: Proof): Promise<void> {
    const own = sessionOf(actor, accountId);
    if (password !== null) return this.renew(accountId, password, own);
    if (own === null) throw passwordNeeded();
    await this.settle(accountId, own);
  }

  /** Whether a proof in this browser needs a new password. */
  needsPassword(accountId: string, actor: Actor | null): boolean {
    return sessionOf(actor, accountId) === null;
  }

  /** The same for a proof that lets somebody work here: a member's password may be too short for that. */
  async needsPasswordForWork(accountId: string, actor: Actor | null): Promise<boolean> {
    if (this.needsPassword(accountId, actor)) return true;
    return !(await this.accounts.findById(accountId))?.password_for_staff;
  }
}

export const passwordNeeded = (): ClubError =>
  ClubError.field('password-needed', '/password', 'choose a password');

const sessionOf = (actor: Actor | null, accountId: string): string | null =>
  actor?.kind === 'account' && actor.id === accountId ? actor.sessionId : null;
