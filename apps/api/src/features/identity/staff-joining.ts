import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import type { Actor } from '../../platform/actor.ts';
import { ClubError } from '../../platform/club-error.ts';
import { newId } from '../../platform/ids.ts';
import { AccountsRepository, type AccountRow } from './accounts.repository.ts';
import { Credentials, passwordNeeded, type Proof } from './credentials.ts';
import { Mailboxes } from './mailboxes.ts';
import { MailLinks } from './mail-links.ts';
import type { StaffPlace } from './staff-accounts.ts';
import { StaffAccountsRepository, type StaffAccountRow } from './staff-accounts.repository.ts';

interface Invitee {
  readonly email: string;
  readonly displayName: string;
  readonly language: Language;
}

/** From an invitation to the account that has the role. Call changing methods in a transaction. */
@Injectable()
export class StaffJoining {
  constructor(
    private readonly staff: StaffAccountsRepository,
    private readonly accounts: AccountsRepository,
    private readonly credentials: Credentials,
    private readonly mailboxes: Mailboxes,
    private readonly links: MailLinks,
    private readonly clock: Clock,
  ) {}

  /**
   * The account that confirmed this address, with a role that takes effect once accepted by a proof of the
   * mailbox. Otherwise a new account without a password, because an account that only typed the address may be
   * someone else's. Throws `already-taken` if the address already belongs to staff.
   */
  async invite(person: Invitee, place: Omit<StaffPlace, 'state'>): Promise<StaffAccountRow> {
    const id = (await this.#known(person.email)) ?? (await this.#open(person));
    await this.staff.lock(id);
    if (await this.staff.find(id))
      throw ClubError.field('already-taken', '/email', 'this address is already on the list');
    const invitation = { state: 'invited', accepted: false, invitedEmail: person.email } as const;
    await this.staff.assign(id, { ...place, ...invitation });
    return this.#byId(id);
  }

  /** An invitation belongs to the invited address. It leaves an account that has another address by now. */
  async atInvitedAddress(row: StaffAccountRow): Promise<StaffAccountRow> {
    const { id, email, invited_email: invited, display_name: displayName, language } = row;
    if (invited === null || isSame(invited, email)) return row;
    await this.staff.removeRoles(id);
    await this.links.end(id, 'invitation');
    const place = { role: row.role, locationIds: row.location_ids };
    return this.invite({ email: invited, displayName, language }, place);
  }

  /**
   * Throws `password-needed`, and `already-taken` if another account has confirmed the address in the meantime.
   */
  async accept(row: StaffAccountRow, proof: Proof): Promise<StaffAccountRow> {
    const id = await this.#invitee(row, proof.actor);
    if (proof.password === null && (await this.credentials.needsPasswordForWork(id, proof.actor)))
      throw passwordNeeded();
    if (id !== row.id) await this.#handOver(row, id);
    await this.credentials.prove(id, proof);
    await this.mailboxes.confirm(id);
    const accepted = { state: 'active', accepted: true, invitedEmail: null } as const;
    await this.staff.assign(id, { role: row.role, locationIds: row.location_ids, ...accepted });
    return this.#byId(id);
  }

  /** Whether `accept` in this browser requires a new password. */
  async needsPassword(row: StaffAccountRow, actor: Actor | null): Promise<boolean> {
    return this.credentials.needsPasswordForWork(await this.#invitee(row, actor), actor);
  }

  /**
   * The account that gets the role when the link is followed in this browser. A new one gives way to the
   * account that has confirmed the address in the meantime, else to one that typed it and is signed in here.
   */
  async #invitee(row: StaffAccountRow, actor: Actor | null): Promise<string> {
    if (row.has_password || row.member_id !== null) return row.id;
    const here = actor?.kind === 'account' ? actor.id : null;
    const others = (await this.accounts.findByEmail(row.email)).filter(({ id }) => id !== row.id);
    return others.find((one) => isConfirmed(one) || one.id === here)?.id ?? row.id;
  }

  async #handOver(row: StaffAccountRow, id: string): Promise<void> {
    await this.staff.lock(id);
    if (await this.staff.find(id))
      throw ClubError.field('already-taken', '/email', 'this address already belongs to a staff member');
    await this.staff.discard(row.id);
  }

  /** Staff or invited people with the address, else the account that confirmed it. */
  async #known(email: string): Promise<string | undefined> {
    const known = await this.accounts.findByEmail(email);
    for (const { id } of known) if (await this.staff.find(id)) return id;
    return known.find(isConfirmed)?.id;
  }

  async #open({ email, displayName, language }: Invitee): Promise<string> {
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

  async #byId(id: string): Promise<StaffAccountRow> {
    const row = await this.staff.find(id);
    if (!row) throw new ClubError('not-found');
    return row;
  }
}

const isConfirmed = ({ email_confirmed_at: at }: AccountRow): boolean => at !== null;

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
