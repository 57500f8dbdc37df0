import { getModerationSettings, proofEfforts, setModerationSettings } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { show } from '#lib/server/api.ts';
import { asNumber, oneOf, readBy } from '#lib/server/fields.ts';
import { form, submit } from '#lib/server/submit.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { api } }) => ({
  settings: await show(api.call(getModerationSettings)),
});

const whole = (least: number, most: number) =>
  readBy(
    (typed) => {
      const value = /^\d{1,5}$/u.test(typed) ? Number(typed) : -1;
      return value >= least && value <= most ? value : null;
    },
    () => m.moderation_settings_wrong({ least: String(least), most: String(most) }),
  );
const days = whole(0, 3650);
const some = whole(0, 1000);

const save = form('save', {
  version: asNumber,
  firstPosts: whole(0, 20),
  newPostsPerDay: whole(1, 100),
  newCommentsPerDay: whole(1, 500),
  newLinks: whole(0, 20),
  newPictures: whole(0, 4),
  hideAfter: whole(0, 20),
  appealDays: whole(14, 365),
  silenceDays: whole(1, 90),
  proof: oneOf(proofEfforts, 'usual'),
  quietDays: days,
  ...{ basic_days: days, basic_read: some, basic_written: some, basic_reactions: some },
  ...{ regular_days: days, regular_read: some, regular_written: some, regular_reactions: some },
});

export const actions: Actions = {
  save: (event) =>
    submit(event, save, ({ version, quietDays, ...typed }) => {
      const { basic_days, basic_read, basic_written, basic_reactions, ...more } = typed;
      const { regular_days, regular_read, regular_written, regular_reactions, ...limits } = more;
      const basic = {
        days: basic_days,
        read: basic_read,
        written: basic_written,
        reactions: basic_reactions,
      };
      const regular = {
        ...{ days: regular_days, read: regular_read },
        ...{ written: regular_written, reactions: regular_reactions },
      };
      const body = { ...limits, trust: { basic, regular, quietDays } };
      return event.locals.api.call(setModerationSettings, { body, version });
    }),
};
