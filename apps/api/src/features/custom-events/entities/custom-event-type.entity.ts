import type { CustomEventType, EventField, Texts } from '@regulars/contracts';
import { Column, Entity, PrimaryColumn, VersionColumn } from 'typeorm';

/** A type of events that other systems report. */
@Entity('custom_event_types')
export class CustomEventTypeEntity implements CustomEventType {
  @PrimaryColumn('uuid', { update: false })
  id!: string;

  @VersionColumn({ type: 'int', update: false })
  version!: number;

  @Column({ type: 'text', update: false })
  code!: string;

  @Column('jsonb')
  name!: Texts;

  @Column('jsonb')
  fields!: EventField[];

  @Column('int', { name: 'most_days_ago' })
  mostDaysAgo!: number;

  @Column('boolean')
  cancellable!: boolean;

  @Column('boolean')
  active!: boolean;
}
