import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BodyOf, Club, Setup as SetupState, setUpAdmin, setUpClub } from '@regulars/contracts';
import { system } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import { ClubLogo, ClubSettings } from '../club/index.ts';
import {
  Accounts,
  Credentials,
  SessionsService,
  StaffAccounts,
  type OpenedSession,
} from '../identity/index.ts';
import { SetupRepository, type SetupRow } from './setup.repository.ts';

const linkLivesMs = 24 * 3_600_000;

/** What a club without an admin lets whoever holds the link of its start do. */
@Injectable()
export class Setup {
  constructor(
    private readonly setups: SetupRepository,
    private readonly club: ClubSettings,
    private readonly logo: ClubLogo,
    private readonly accounts: Accounts,
    private readonly credentials: Credentials,
    private readonly staff: StaffAccounts,
    private readonly sessions: SessionsService,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The token of a new link, which ends the one before; null where the club has an admin. */
  async issue(): Promise<string | null> {
    if (await this.staff.hasAdmin()) return null;
    const token = randomBytes(32).toString('base64url');
    await this.setups.issue(hash(token), new Date(this.clock.now() + linkLivesMs));
    return token;
  }

  /** Throws `already-set-up`, `not-found`, `link-expired`. */
  async state(token: string | undefined): Promise<SetupState> {
    const row = await this.#open(token);
    return { clubSaved: row.club_saved_at !== null, expiresAt: toInstant(row.expires_at) };
  }

  /** Throws as `state` does. */
  async saveClub(token: string | undefined, look: BodyOf<typeof setUpClub>): Promise<Club> {
    return this.transactions.run(async () => {
      await this.setups.lock();
      await this.#open(token);
      await this.setups.clubSaved(this.clock.date());
      return this.club.change(system, look, (await this.club.current()).version);
    });
  }

  /** Throws as `state` does, and what is wrong with the picture. */
  async saveLogo(token: string | undefined, sent: unknown): Promise<Club> {
    await this.#open(token);
    return this.logo.change(system, sent);
  }

  /** The first admin, signed in; the link ends. Throws as `state` does, and `already-taken`. */
  async appoint(
    token: string | undefined,
    person: BodyOf<typeof setUpAdmin>,
    device: string,
  ): Promise<OpenedSession> {
    await this.#open(token);
    const password = await this.credentials.choose(person.password, { email: person.email, staff: true });
    return this.transactions.run(async () => {
      await this.setups.lock();
      await this.#open(token);
      const id = await this.accounts.open({ ...person, password, emailConfirmed: true });
      await this.accounts.grant(id, 'admin');
      await this.setups.end();
      await this.audit.record(
        { kind: 'account', id, name: person.displayName },
        { action: 'club.set-up', subject: { type: 'account', id }, after: { role: 'admin', locations: [] } },
      );
      return this.sessions.open(id, device);
    });
  }

  async #open(token: string | undefined): Promise<SetupRow> {
    if (await this.staff.hasAdmin()) throw new ClubError('already-set-up');
    const row = token === undefined ? undefined : await this.setups.find(hash(token));
    if (!row) throw new ClubError('not-found', 'Use the link that the newest start printed');
    if (row.expires_at <= this.clock.date()) throw new ClubError('link-expired', 'Start anew for a new link');
    return row;
  }
}

const hash = (token: string): Buffer => createHash('sha256').update(token).digest();
