import type { z } from 'zod';

/** The size limit of `data`. Events are small and flat; consumers read more if they need it. */
export type EventValue = string | number | boolean | null;
type Flat<Data extends z.ZodObject> =
  z.output<Data> extends Readonly<Record<string, EventValue | undefined>> ? Data : never;

/** Whether an event is about a member: always, never, or sometimes. */
export type EventSubject = 'member' | 'club' | 'member-if-any';

export interface EventDescription<
  Data extends z.ZodObject = z.ZodObject,
  Subject extends EventSubject = EventSubject,
> {
  /** One sentence: what happened. */
  readonly when: string;
  readonly about: Subject;
  readonly data: Data;
  readonly example: z.output<Data>;
}

/** Describes one event. Its `data` is flat. */
export const event = <Data extends z.ZodObject, Subject extends EventSubject>(description: {
  readonly when: string;
  readonly about: Subject;
  readonly data: Data & Flat<Data>;
  readonly example: z.output<Data>;
}): EventDescription<Data, Subject> => description;
