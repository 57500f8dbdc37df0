import { Injectable } from '@nestjs/common';
import type { Role, Session } from '@regulars/contracts';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { SessionsRepository, type SessionRow } from './sessions.repository.ts';
import { endOf, prolonged, timesOf } from './session-times.ts';
import { hashToken, newToken } from './tokens.ts';

const touchEveryMs = 10 * 60_000;

export interface OpenedSession {
  readonly session: Session;
  readonly token: string;
  readonly maxAgeSeconds: number;
}

export interface ListedSession {
  readonly id: string;
  readonly device: string;
  readonly createdAt: string;
  readonly lastSeenAt: string;
}

/** Sessions are opaque: a random token whose hash we store. */
@Injectable()
export class SessionsService {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
    jobs: Jobs,
  ) {
    jobs.register({
      name: 'sweep-sessions',
      cron: '17 3 * * *',
      run: () => this.sessions.sweep(this.clock.date()),
    });
  }

  /** Always a new session and token, so that nobody can give a victim a known one. */
  async open(accountId: string, device: string): Promise<OpenedSession> {
    const token = newToken();
    const now = this.clock.now();
    await this.sessions.insert(
      newId(),
      hashToken(token),
      accountId,
      device.slice(0, 200),
      new Date(now),
      new Date(now + 1),
    );
    const row = await this.sessions.find(hashToken(token), new Date(now));
    if (!row) throw new ClubError('wrong-credentials');
    const expiresAt = prolonged(row, now);
    await this.sessions.touch(row.id, new Date(now), expiresAt);
    return {
      session: describe({ ...row, expires_at: expiresAt }),
      token,
      maxAgeSeconds: Math.floor(timesOf(row).longestMs / 1000),
    };
  }

  /** The session of a token, or null. Use prolongs a session up to its maximum. */
  async find(token: string): Promise<SessionRow | null> {
    const now = this.clock.now();
    const row = await this.sessions.find(hashToken(token), new Date(now));
    if (!row || endOf(row).getTime() <= now) return null;
    if (now - row.last_seen_at.getTime() > touchEveryMs)
      await this.sessions.touch(row.id, new Date(now), prolonged(row, now));
    return row;
  }

  async listOf(accountId: string): Promise<ListedSession[]> {
    const rows = await this.sessions.list(accountId, this.clock.date());
    return rows.map(({ id, device, created_at, last_seen_at }) => ({
      id,
      device,
      createdAt: toInstant(created_at),
      lastSeenAt: toInstant(last_seen_at),
    }));
  }

  async end(actor: AccountActor, sessionId: string): Promise<void> {
    if (!(await this.sessions.end(sessionId, actor.id))) throw new ClubError('not-found');
  }

  /** Signs an account out everywhere at once. */
  async endAll(accountId: string): Promise<void> {
    await this.sessions.endAll(accountId);
  }
}

const rolesOf = (row: SessionRow): Role[] => [
  ...(row.member_id === null ? [] : (['member'] as const)),
  ...row.roles,
];

export const actorOf = (row: SessionRow): AccountActor => ({
  kind: 'account',
  id: row.account_id,
  sessionId: row.id,
  name: row.display_name,
  roles: rolesOf(row),
  memberId: row.member_id,
  locationIds: row.location_ids,
});

export const describe = (row: SessionRow): Session => ({
  id: row.id,
  account: { id: row.account_id, email: row.email, displayName: row.display_name, language: row.language },
  roles: rolesOf(row),
  member: row.member_id === null ? null : { id: row.member_id, displayName: row.display_name },
  locationIds: row.location_ids,
  expiresAt: toInstant(endOf(row)),
});
