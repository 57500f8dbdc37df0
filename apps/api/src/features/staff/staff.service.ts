import { Injectable } from '@nestjs/common';
import type {
  BodyOf,
  changeStaff,
  inviteStaff,
  listStaff,
  QueryOf,
  StaffMember,
  StaffRole,
} from '@regulars/contracts';
import { boundTo, hasRole, type Actor } from '../../platform/actor.ts';
import { AuditTrail } from '../../platform/audit.ts';
import { ClubError } from '../../platform/club-error.ts';
import { Transactions } from '../../platform/database/transactions.ts';
import type { Page } from '../../platform/http/cursor.ts';
import { sortedPage } from '../../platform/http/sorted.ts';
import { assertVersion } from '../../platform/http/version.ts';
import { Locations } from '../club/index.ts';
import { MailLinks, StaffAccounts, type StaffAccountRow, type StaffPlace } from '../identity/index.ts';
import { Invitations } from './invitations.ts';
import { showStaff } from './show-staff.ts';

/** The people who work in the club, their roles and places. */
@Injectable()
export class StaffService {
  constructor(
    private readonly accounts: StaffAccounts,
    private readonly invitations: Invitations,
    private readonly links: MailLinks,
    private readonly locations: Locations,
    private readonly transactions: Transactions,
    private readonly audit: AuditTrail,
  ) {}

  /** Callers bound to locations see only the people who work in these and nowhere else. */
  async list(actor: Actor, query: QueryOf<typeof listStaff>): Promise<Page<StaffMember>> {
    const rows = await this.accounts.all(boundTo(actor));
    const { data, cursor } = sortedPage(rows, query, {
      by: {
        name: ({ display_name: name }) => name,
        email: ({ email }) => email,
        role: ({ role }) => role,
        state: ({ state }) => state,
        seen: ({ last_seen_at: at }) => at?.getTime() ?? null,
      },
      usual: 'name',
    });
    const sent = await this.links.latest(
      'invitation',
      data.map(({ id }) => id),
    );
    return { data: data.map((row) => showStaff(row, sent.get(row.id))), cursor };
  }

  /** Throws `already-taken`, `not-allowed`, `unknown-location`. */
  async invite(actor: Actor, body: BodyOf<typeof inviteStaff>): Promise<StaffMember> {
    return (await this.inviteWithLink(actor, body)).staff;
  }

  /** The same, with the link that the mail carries: for who has no mail server. */
  async inviteWithLink(
    actor: Actor,
    body: BodyOf<typeof inviteStaff>,
  ): Promise<{ staff: StaffMember; link: string }> {
    const { role, locations: locationIds, ...person } = body;
    await this.#assertMayPlace(actor, role, locationIds);
    return this.transactions.run(async () => {
      const { row, link } = await this.invitations.invite(actor, person, { role, locationIds });
      await this.#record(actor, 'staff.invited', row.id, undefined, placeOf(row));
      return { staff: await this.#show(row), link };
    });
  }

  /** Throws `not-found`, `not-allowed`, `version-changed`, `last-admin`, `unknown-location`. */
  async change(
    actor: Actor,
    id: string,
    { role, locations, active }: BodyOf<typeof changeStaff>,
    expectedVersion: number,
  ): Promise<StaffMember> {
    return this.transactions.run(async () => {
      const before = await this.#lock(actor, id);
      await this.#assertMayPlace(actor, before.role, before.location_ids);
      const place = { role: role ?? before.role, locationIds: locations ?? before.location_ids };
      await this.#assertMayPlace(actor, place.role, place.locationIds);
      assertVersion(before, expectedVersion);
      const assigned = await this.accounts.assign(before, { ...place, state: stateAfter(before, active) });
      const after = await this.#follow(actor, before, assigned);
      await this.#record(actor, actionOf(before, after), id, placeOf(before), placeOf(after));
      return this.#show(after);
    });
  }

  /** Throws `not-found`, `not-allowed`, `already-taken` when the invitation was accepted. */
  async resend(actor: Actor, id: string): Promise<StaffMember> {
    return this.transactions.run(async () => {
      const found = await this.#lock(actor, id);
      await this.#assertMayPlace(actor, found.role, found.location_ids);
      if (found.state !== 'invited') throw new ClubError('already-taken', 'Nothing to accept');
      const row = await this.invitations.resend(actor, found);
      await this.#record(actor, 'staff.invitation-sent', row.id);
      return this.#show(row);
    });
  }

  /** Throws `not-found`, also for who works elsewhere. */
  async #lock(actor: Actor, id: string): Promise<StaffAccountRow> {
    const row = await this.accounts.lockById(id);
    if (!worksWithin(actor, row.location_ids)) throw new ClubError('not-found');
    return row;
  }

  // People who never accepted get a new invitation.
  async #follow(actor: Actor, before: StaffAccountRow, after: StaffAccountRow): Promise<StaffAccountRow> {
    if (before.state !== 'inactive' || after.state !== 'invited') return after;
    return this.invitations.resend(actor, after);
  }

  async #assertMayPlace(actor: Actor, role: StaffRole, locationIds: readonly string[]): Promise<void> {
    if (!hasRole(actor, 'admin')) {
      if (role !== 'cashier')
        throw new ClubError('not-allowed', 'Only admins can appoint managers and admins');
      if (!worksWithin(actor, locationIds))
        throw new ClubError('not-allowed', 'You can only manage staff of your own locations');
    }
    for (const [index, id] of locationIds.entries())
      if (!(await this.locations.byId(id)))
        throw ClubError.field('unknown-location', `/locations/${index}`, 'unknown location');
  }

  async #record(actor: Actor, action: string, id: string, before?: object, after?: object): Promise<void> {
    await this.audit.record(actor, { action, subject: { type: 'account', id }, before, after });
  }

  async #show(row: StaffAccountRow): Promise<StaffMember> {
    return showStaff(row, (await this.links.latest('invitation', [row.id])).get(row.id));
  }
}

const worksWithin = (actor: Actor, locationIds: readonly string[]): boolean => {
  const own = boundTo(actor);
  return own === null || (locationIds.length > 0 && locationIds.every((id) => own.includes(id)));
};

const stateAfter = (before: StaffAccountRow, active: boolean | undefined): StaffPlace['state'] => {
  if (active === undefined || active === (before.state !== 'inactive')) return before.state;
  if (!active) return 'inactive';
  return before.accepted && before.has_password ? 'active' : 'invited';
};

const actionOf = (before: StaffAccountRow, after: StaffAccountRow): string => {
  if (before.state === after.state) return 'staff.changed';
  return after.state === 'inactive' ? 'staff.deactivated' : 'staff.reactivated';
};

const placeOf = ({ role, location_ids, state }: StaffAccountRow): object => ({
  role,
  locations: location_ids,
  state,
});
