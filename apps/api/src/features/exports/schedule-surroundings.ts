import { Injectable } from '@nestjs/common';
import type { ExportSchedule, Language } from '@regulars/contracts';
import type { Instant } from '@regulars/loyalty';
import type { AccountActor } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { ClubSettings } from '../club/index.ts';
import { StaffAccounts, type StaffAccountRow } from '../identity/index.ts';
import { Segments } from '../segments/index.ts';
import { nextTurn } from './export-turns.ts';

/** What exports on schedule need to know of the club, its segments and its team. */
@Injectable()
export class ScheduleSurroundings {
  constructor(
    private readonly club: ClubSettings,
    private readonly segments: Segments,
    private readonly staff: StaffAccounts,
    private readonly clock: Clock,
  ) {}

  now(): Instant {
    return this.clock.now();
  }

  async nextTurn(every: ExportSchedule['every']): Promise<Date> {
    return nextTurn(this.now(), every, (await this.club.current()).timeZone);
  }

  /** Of all segments, in the language of the reader. */
  async names(): Promise<ReadonlyMap<string, string>> {
    return this.segments.names();
  }

  /** Null if it is gone. */
  async nameOf(segmentId: string): Promise<string | null> {
    return (await this.names()).get(segmentId) ?? null;
  }

  async languageOf(accountId: string): Promise<Language> {
    return (await this.person(accountId))?.language ?? 'en';
  }

  /** Null if they were never in the team. */
  async person(accountId: string): Promise<StaffAccountRow | null> {
    try {
      return await this.staff.byId(accountId);
    } catch (error) {
      if (error instanceof ClubError && error.code === 'not-found') return null;
      throw error;
    }
  }

  /** A person with the rights of this moment; null if they have none. */
  async actor(accountId: string): Promise<AccountActor | null> {
    const person = await this.person(accountId);
    if (person?.state !== 'active') return null;
    const { id, display_name: name, role, member_id: memberId, location_ids: locationIds } = person;
    return { kind: 'account', id, sessionId: '', name, roles: [role], memberId, locationIds };
  }
}
