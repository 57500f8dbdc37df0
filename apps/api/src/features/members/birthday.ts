import { isBirthday } from '@regulars/loyalty';
import { ClubError } from '../../platform/club-error.ts';

/** Throws `invalid-request` for impossible birthdays. */
export const assertBirthday = (birthday: string | null | undefined, now: number): void => {
  if (!birthday) return;
  if (!isBirthday(birthday, now))
    throw ClubError.field('invalid-request', '/birthday', 'a day between 1900 and today');
};
