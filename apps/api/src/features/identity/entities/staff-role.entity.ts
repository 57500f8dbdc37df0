import type { StaffRole } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The role of an account in the club, its locations, and who invited it. */
@Entity('staff_roles')
export class StaffRoleEntity {
  @PrimaryColumn('uuid', { name: 'account_id', update: false })
  accountId!: string;

  @PrimaryColumn('text', { update: false })
  role!: StaffRole;

  /** None for the whole club. */
  @Column('uuid', { name: 'location_ids', array: true })
  locationIds!: string[];

  @Column('text')
  state!: 'invited' | 'active' | 'inactive';

  /** Once, by a proof of the mailbox. */
  @Column('boolean')
  accepted!: boolean;

  /** The invited address, until the invitation is accepted. */
  @Column('text', { name: 'invited_email', nullable: true })
  invitedEmail!: string | null;
}
