import { pointsIn } from '../../words.ts';
import type { OccasionKind, ProfileField } from './kind.ts';

/** Points for each member once, when the profile holds all of this. */
export interface ProfilePoints {
  readonly kind: 'profile-completed';
  readonly points: number;
  readonly fields: readonly ProfileField[];
  /** Details that other systems keep of the member. */
  readonly attributes: readonly string[];
}

export interface ProfileReason {
  readonly kind: 'profile-completed';
  readonly points: number;
}

export const profileCompleted: OccasionKind<ProfilePoints, ProfileReason> = {
  kind: 'profile-completed',
  context: 'occasion',

  check: ({ fields, attributes }) => [
    ...(fields.length + attributes.length === 0 ? [{ pointer: '/fields', message: 'asks for nothing' }] : []),
    ...repeated('/fields', fields),
    ...repeated('/attributes', attributes),
  ],

  concerns: (effect, occasion) => occasion.kind === effect.kind,

  asks: ({ fields, attributes }) => ({ filled: fields, attributes }),

  grant: ({ points }) => ({ points, reason: { kind: 'profile-completed', points } }),

  fixed: ({ points }) => points,

  explain: {
    'profile-completed': {
      en: ({ points }) => `${pointsIn('en', points)} for your profile`,
      de: ({ points }) => `${pointsIn('de', points)} für die Angaben im Profil`,
      cs: ({ points }) => `${pointsIn('cs', points)} za vyplněný profil`,
    },
  },
};

const repeated = (pointer: string, values: readonly string[]) =>
  values.flatMap((value, index) =>
    values.indexOf(value) < index ? [{ pointer: `${pointer}/${index}`, message: 'is there twice' }] : [],
  );
