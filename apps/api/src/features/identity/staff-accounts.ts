import { Injectable } from '@nestjs/common';
import type { Language, StaffRole } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { AccountsRepository } from './accounts.repository.ts';
import { Credentials, passwordNeeded, type Proof } from './credentials.ts';
import { Mailboxes } from './mailboxes.ts';
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

/** Accounts of those who work in the club. Call what changes them inside of a transaction. */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly staff: StaffAccountsRepository,
    private readonly accounts: AccountsRepository,
    private readonly sessions: SessionsService,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly links: MailLinks,
    private readonly clock: Clock,
  ) {}

  async list(
    after: { name: string; id: string } | null,
    limit: number,
    within: readonly string[] | null,
  ): Promise<StaffAccountRow[]> {
    return this.staff.list(after, limit, within);
  }

  /** Throws `not-found` for accounts that never worked here. */
  async byId(id: string): Promise<StaffAccountRow> {
    const row = await this.staff.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }

  /** The same, and nobody else changes it before the transaction ends. */
  async lockById(id: string): Promise<StaffAccountRow> {
    await this.staff.lock(id);
    return this.byId(id);
  }

  /**
   * The account of this address, be it only typed, with a role that holds once accepted: by a proof of the mailbox.
   * A new account has no password until then.
   * Throws `already-taken` when the address works here already.
   */
  async invite(
    person: { readonly email: string; readonly displayName: string; readonly language: Language },
    place: Omit<StaffPlace, 'state'>,
  ): Promise<StaffAccountRow> {
    const id = (await this.#typed(person.email)) ?? (await this.#open(person));
    await this.staff.lock(id);
    if (await this.staff.find(id))
      throw ClubError.field('already-taken', '/email', 'this address is on the list already');
    await this.staff.assign(id, { ...place, state: 'invited' });
    return this.byId(id);
  }

  /** Ends every session of who no longer works here, and every open link where the state changes. Throws `last-admin`. */
  async assign(before: StaffAccountRow, place: StaffPlace): Promise<StaffAccountRow> {
    const ruled = before.role === 'admin' && before.state === 'active';
    const rules = place.role === 'admin' && place.state === 'active';
    if (ruled && !rules && !(await this.staff.hasOtherAdmin(before.id))) throw new ClubError('last-admin');
    await this.staff.assign(before.id, place);
    if (place.state !== 'active') await this.sessions.endAll(before.id);
    if (place.state !== before.state) await this.links.endAllOf(before.id);
    return this.byId(before.id);
  }

  /** Throws `password-needed`, and `already-taken` when another account has confirmed the address meanwhile. */
  async accept(row: StaffAccountRow, proof: Proof): Promise<void> {
    if (proof.password === null && (await this.credentials.needsPasswordForWork(row.id, proof.actor)))
      throw passwordNeeded();
    await this.credentials.prove(row.id, proof);
    await this.mailboxes.confirm(row.id);
    await this.staff.assign(row.id, { role: row.role, locationIds: row.location_ids, state: 'active' });
  }

  /** Managers and admins of the whole club who can sign in. */
  async leading(): Promise<LeadingRow[]> {
    return this.staff.leading();
  }

  /** Whether somebody can sign in as an admin. */
  async hasAdmin(): Promise<boolean> {
    return this.staff.hasAdmin();
  }

  /** Who has confirmed the address, else who works here with it, else the newest that typed it. */
  async #typed(email: string): Promise<string | undefined> {
    const known = await this.accounts.findByEmail(email);
    if (known[0]?.email_confirmed_at) return known[0].id;
    for (const { id } of known) if (await this.staff.find(id)) return id;
    return known[0]?.id;
  }

  async #open({ email, displayName, language }: Parameters<StaffAccounts['invite']>[0]): Promise<string> {
    const id = newId();
    const account = {
      id,
      email,
      display_name: displayName,
      language,
      member_id: null,
      email_confirmed_at: null,
    };
    await this.accounts.insert(account, null, this.clock.date());
    return id;
  }
}
