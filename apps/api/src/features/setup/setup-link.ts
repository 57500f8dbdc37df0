import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Setup as SetupState } from '@regulars/contracts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { StaffAccounts } from '../identity/index.ts';
import { SetupRepository, type SetupRow } from './setup.repository.ts';

const linkLivesMs = 24 * 3_600_000;

/** The link that each start of a club without an admin prints. */
@Injectable()
export class SetupLink {
  constructor(
    private readonly setups: SetupRepository,
    private readonly staff: StaffAccounts,
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
  async assertOpen(token: string | undefined): Promise<void> {
    await this.#open(token);
  }

  /** The same, and nobody else sets up before the transaction ends. */
  async hold(token: string | undefined): Promise<void> {
    await this.setups.lock();
    await this.#open(token);
  }

  async clubSaved(): Promise<void> {
    await this.setups.clubSaved(this.clock.date());
  }

  async end(): Promise<void> {
    await this.setups.end();
  }

  async #open(token: string | undefined): Promise<SetupRow> {
    if (await this.staff.hasAdmin()) throw new ClubError('already-set-up');
    const row = token === undefined ? undefined : await this.setups.find(hash(token));
    if (!row) throw new ClubError('not-found', 'Use the link printed at the latest start');
    if (row.expires_at <= this.clock.date())
      throw new ClubError('link-expired', 'Restart Regulars to get a new link');
    return row;
  }
}

const hash = (token: string): Buffer => createHash('sha256').update(token).digest();
