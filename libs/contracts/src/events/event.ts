import type { z } from 'zod';

/** The largest thing that `data` may hold: events are small and flat, and whoever needs more reads it. */
export type EventValue = string | number | boolean | null;
type Flat<Data extends z.ZodObject> =
  z.output<Data> extends Readonly<Record<string, EventValue | undefined>> ? Data : never;

/** Whom an event is about: always a member, never one, or one where there is one. */
export type EventSubject = 'member' | 'club' | 'member-if-any';

export interface EventDescription<
  Data extends z.ZodObject = z.ZodObject,
  Subject extends EventSubject = EventSubject,
> {
  /** One sentence: what has happened. */
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
