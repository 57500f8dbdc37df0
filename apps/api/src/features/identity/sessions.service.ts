import { Injectable } from '@nestjs/common';
import type { Role, Session } from '@regulars/contracts';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock, toInstant } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { Jobs } from '../../platform/jobs/jobs.ts';
import { SessionsRepository, type SessionRow } from './sessions.repository.ts';
import { hashToken, newToken } from './tokens.ts';

const dayMs = 86_400_000;
/** Members stay signed in for long; it is their own phone. */
const memberDays = 180;
const staffDays = 14;
const touchEveryMs = 10 * 60_000;

export interface OpenedSession {
  readonly session: Session;
  readonly token: string;
  readonly maxAgeSeconds: number;
}

/** Sessions are opaque: a random token whose hash we keep. */
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

  /** Always a new session and a new token, so that nobody can hand a victim a known one. */
  async open(accountId: string, device: string): Promise<OpenedSession> {
    const token = newToken();
    const now = this.clock.now();
    await this.sessions.insert(
      newId(),
      hashToken(token),
      accountId,
      device.slice(0, 200),
      new Date(now),
      new Date(now + memberDays * dayMs),
    );
    const row = await this.sessions.find(hashToken(token), new Date(now));
    if (!row) throw new ClubError('wrong-credentials');
    const expiresAt = now + lifetimeMs(row);
    await this.sessions.touch(row.id, new Date(now), new Date(expiresAt));
    return {
      session: describe({ ...row, expires_at: new Date(expiresAt) }),
      token,
      maxAgeSeconds: Math.floor(lifetimeMs(row) / 1000),
    };
  }

  /** The session of a token, or null; a session in use is prolonged. */
  async find(token: string): Promise<SessionRow | null> {
    const now = this.clock.now();
    const row = await this.sessions.find(hashToken(token), new Date(now));
    if (!row) return null;
    if (now - row.last_seen_at.getTime() > touchEveryMs) {
      await this.sessions.touch(row.id, new Date(now), new Date(now + lifetimeMs(row)));
    }
    return row;
  }

  async listOf(
    actor: AccountActor,
  ): Promise<{ id: string; device: string; createdAt: string; lastSeenAt: string; current: boolean }[]> {
    const rows = await this.sessions.list(actor.id, this.clock.date());
    return rows.map(({ id, device, created_at, last_seen_at }) => ({
      id,
      device,
      createdAt: toInstant(created_at),
      lastSeenAt: toInstant(last_seen_at),
      current: id === actor.sessionId,
    }));
  }

  async end(actor: AccountActor, sessionId: string): Promise<void> {
    if (!(await this.sessions.end(sessionId, actor.id))) throw new ClubError('not-found');
  }

  /** Signs an account out everywhere, at once. */
  async endAll(accountId: string): Promise<void> {
    await this.sessions.endAll(accountId);
  }
}

const lifetimeMs = (row: SessionRow): number => (row.roles.length > 0 ? staffDays : memberDays) * dayMs;

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
  expiresAt: toInstant(row.expires_at),
});
