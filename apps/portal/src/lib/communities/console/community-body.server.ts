import type { Condition } from '@regulars/conditions';
import {
  communityColours,
  communityEntries,
  pictureKey,
  type BodyOf,
  type Community,
  type createCommunity,
} from '@regulars/contracts';
import { interestsIn } from '#lib/club/shared/interests.ts';
import { m } from '#lib/paraglide/messages.js';
import { jsonOf } from '#lib/shell/form/json-of.ts';
import { textsIn } from '#lib/shell/languages.ts';

type Content = BodyOf<typeof createCommunity>;
type Values = Record<string, string>;

/** The community in the form, and its errors. */
export function communityBody(values: Values, state: Community['state']): { body: Content; fields: Values } {
  const fields: Values = {};
  const [name, description] = [textsIn(values, 'name'), textsIn(values, 'description')];
  if (!name) fields.name = m.common_field_required();
  if (!description) fields.description = m.common_field_required();
  const entry = communityEntries.find((one) => one === values.entry) ?? 'open';
  const audience = jsonOf<Condition>(values.audience);
  if (entry === 'condition' && audience === null) fields.audience = m.communities_console_condition_missing();
  return {
    body: {
      state,
      name: name ?? {},
      description: description ?? {},
      rules: textsIn(values, 'rules'),
      picture: pictureKey.catch('cup').parse(values.picture),
      colour: communityColours.find((one) => one === values.colour) ?? 'ember',
      entry,
      interests: interestsIn(values),
      audience,
    },
    fields,
  };
}

/** What stays when only the state changes. */
export const contentOf = ({
  id: _,
  version: __,
  members: ___,
  asking: ____,
  updatedAt: _____,
  photo: ______,
  ...content
}: Community): Content => content;
