import type { Scope } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('api_keys')
export class ApiKeyEntity {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @Column('text')
  name!: string;

  @Column({ type: 'text', update: false })
  prefix!: string;

  @Column({ type: 'bytea', name: 'secret_hash', select: false, update: false })
  secretHash!: Buffer;

  @Column('text', { array: true })
  scopes!: (Scope | '*')[];

  @Column('uuid', { name: 'location_ids', array: true })
  locationIds!: string[];

  @Column({ type: 'timestamptz', name: 'created_at', update: false })
  createdAt!: Date;

  @Column('timestamptz', { name: 'last_used_at', nullable: true })
  lastUsedAt!: Date | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt!: Date | null;

  /** The account that created it. */
  @Column({ type: 'uuid', name: 'made_by', nullable: true, update: false })
  madeBy!: string | null;
}
