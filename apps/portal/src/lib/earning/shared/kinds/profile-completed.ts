import { m } from '#lib/paraglide/messages.js';
import { profileFieldName } from '../profile-fields.ts';
import { list, strong, type Wording } from '../wording.ts';
import type { EffectOf } from './kind.ts';

export function profileCompleted(
  { points, fields, attributes }: EffectOf<'profile-completed'>,
  wording: Wording,
): string {
  const asked = [
    ...fields.map((field) => profileFieldName(field, wording)),
    // Members do not know the names that other systems use.
    ...(wording.forMembers ? [] : attributes),
  ].map(strong);
  const said = { points: strong(m.common_points({ count: points }, wording)) };
  return asked.length === 0
    ? m.earning_phrase_profile(said, wording)
    : m.earning_phrase_profile_fields({ ...said, fields: list(asked, 'conjunction', wording) }, wording);
}
