import { Injectable } from '@nestjs/common';
import { ClubError } from '../../platform/club-error.ts';
import type { Actor } from '../../platform/actor.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { MailLinks } from './mail-links.ts';
import { KnownBrowsersRepository } from './known-browsers.repository.ts';
import { Passwords } from './passwords.ts';
import { SessionsRepository } from './sessions.repository.ts';

/** How somebody shows to have the mailbox of an account: by a link, followed in a browser. */
export interface Proof {
  /** Who is signed in in that browser. */
  readonly actor: Actor | null;
  /** Of the password that came along; null without one. */
  readonly passwordHash: string | null;
}

/** Passwords, and what ends with them. Call what changes something inside of a transaction. */
@Injectable()
export class Credentials {
  constructor(
    private readonly accounts: AccountsRepository,
    private readonly passwords: Passwords,
    private readonly sessions: SessionsRepository,
    private readonly browsers: KnownBrowsersRepository,
    private readonly links: MailLinks,
  ) {}

  /** Costly on purpose: before the transaction, not in it. Null for no password. */
  async hash(password: string): Promise<string>;
  async hash(password: string | undefined): Promise<string | null>;
  async hash(password: string | undefined): Promise<string | null> {
    return password === undefined ? null : this.passwords.hash(password);
  }

  /** A new password; ends every open link, and every session but the one that is kept. */
  async renew(accountId: string, passwordHash: string, keptSessionId: string | null): Promise<void> {
    await this.accounts.setPassword(accountId, passwordHash);
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
  async prove(accountId: string, { actor, passwordHash }: Proof): Promise<void> {
    const own = sessionOf(actor, accountId);
    if (passwordHash !== null) return this.renew(accountId, passwordHash, own);
    if (own === null) throw passwordNeeded();
    await this.settle(accountId, own);
  }

  /** Whether a proof in this browser needs a new password. */
  needsPassword(accountId: string, actor: Actor | null): boolean {
    return sessionOf(actor, accountId) === null;
  }
}

export const passwordNeeded = (): ClubError =>
  ClubError.field('password-needed', '/password', 'choose a password');

const sessionOf = (actor: Actor | null, accountId: string): string | null =>
  actor?.kind === 'account' && actor.id === accountId ? actor.sessionId : null;
