import { Injectable } from '@nestjs/common';
import type { StaffRole } from '@regulars/contracts';
import { ClubError } from '../../platform/club-error.ts';
import { MailLinks } from './mail-links.ts';
import { SessionsService } from './sessions.service.ts';
import {
  StaffAccountsRepository,
  type LeadingRow,
  type StaffAccountRow,
  type StaffState,
} from './staff-accounts.repository.ts';

export interface StaffPlace {
  readonly role: StaffRole;
  readonly locationIds: readonly string[];
  readonly state: StaffState;
}

/** Staff accounts. Call changing methods inside a transaction. */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly staff: StaffAccountsRepository,
    private readonly sessions: SessionsService,
    private readonly links: MailLinks,
  ) {}

  async all(within: readonly string[] | null): Promise<StaffAccountRow[]> {
    return this.staff.all(within);
  }

  /** Throws `not-found` for accounts that were never staff. */
  async byId(id: string): Promise<StaffAccountRow> {
    const row = await this.staff.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  /** The same, and nobody else can change it before the transaction ends. */
  async lockById(id: string): Promise<StaffAccountRow> {
    await this.staff.lock(id);
    return this.byId(id);
  }

  /**
   * Ends every session of people who are no longer staff, and every open link if the state changes. Throws
   * `last-admin`.
   */
  async assign(before: StaffAccountRow, place: StaffPlace): Promise<StaffAccountRow> {
    const ruled = before.role === 'admin' && before.state === 'active';
    const rules = place.role === 'admin' && place.state === 'active';
    if (ruled && !rules && !(await this.staff.hasOtherAdmin(before.id))) throw new ClubError('last-admin');
    const invited = place.state === 'invited' ? before.email : null;
    await this.staff.assign(before.id, {
      ...place,
      accepted: place.state === 'active' || (place.state === 'inactive' && before.accepted),
      invitedEmail: before.invited_email ?? invited,
    });
    if (place.state !== 'active') await this.sessions.endAll(before.id);
    if (place.state !== before.state) await this.links.endAllOf(before.id);
    return this.byId(before.id);
  }

  /** Managers and admins of the whole club who can sign in. */
  async leading(): Promise<LeadingRow[]> {
    return this.staff.leading();
  }

  /** Whether someone can sign in as an admin. */
  async hasAdmin(): Promise<boolean> {
    return this.staff.hasAdmin();
  }
}
